"""What browsers say of themselves, as people call them."""

import pytest

from accounts.reading.browsers import called

LIKE = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox di Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {LIKE} Chrome/140.0 Safari/537.36 Edg/140.0", "Edge di Windows"),
        (f"Mozilla/5.0 (Linux; Android 10; K) {LIKE} Chrome/140.0 Mobile Safari/537.36", "Chrome di Android"),
        (
            f"Mozilla/5.0 (Linux; Android 14) {LIKE} SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36",
            "Samsung Internet di Android",
        ),
        (f"Mozilla/5.0 (X11; Linux x86_64) {LIKE} Chrome/140.0 Safari/537.36 OPR/120.0", "Opera di Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1",
            "Safari di iPhone",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1 CriOS/140.0 Safari/604.1", "Chrome di iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Safari/605.1", "Safari di Mac"),
        ("Windows saja", "Windows"),
        ("curl/8.5", "Peramban tidak dikenal"),
        ("", "Peramban tidak dikenal"),
    ],
)
def test_a_browser_is_called_by_its_name_and_its_system(said, name):
    assert called(said) == name
