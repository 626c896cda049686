"""What a certificate says of itself in its metadata: that it can be kept (PDF/A-3) and read aloud (PDF/UA-1).

WeasyPrint makes what both ask for, but writes down one of the two; PDF/A wants the words of the other explained.
"""

END = b"</rdf:RDF>"
# The claim, and the schema of its one property: PDF/A asks for it of whatever it does not know (ISO 19005-3, 6.6.2.3).
CLAIM = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the document follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def claim_accessible(document):
    """Have a document of WeasyPrint's say beside PDF/A that it follows PDF/UA-1."""
    written = document.metadata.generate_rdf_metadata

    def with_claim(*about):
        return written(*about).replace(END, CLAIM + END)

    document.metadata.generate_rdf_metadata = with_claim
