// Every page. `sinovik/assembly.py` puts the modules named here into one file.
import "./page.js";
import "./signed-out.js";
import "./submit-once.js";
import "./passkey.js";
import "./short-addresses.js";
