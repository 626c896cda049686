import pytest

from tests.pages import Browser


@pytest.fixture
def client():
    """Opens a page before it sends the page's form, as people do."""
    return Browser()
