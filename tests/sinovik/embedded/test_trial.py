from sinovik.embedded import demo, system, trial


def test_two_processes_unless_the_caller_says_otherwise():
    assert trial.pytest_arguments(["-k", "urutan"]) == ["-n", "2", "--dist", "worksteal", "-k", "urutan"]
    # pytest takes the last one.
    assert trial.pytest_arguments(["-n", "0"]) == ["-n", "2", "--dist", "worksteal", "-n", "0"]
    assert trial.pytest_arguments(["--pdb"]) == ["--pdb"]


def test_a_test_run_does_not_inherit_the_mode_of_the_shell(instance):
    others = {"SINOVIK_CLAMD": "/usr/sbin/clamd"}
    env = trial.environment(instance, "/usr/bin/chromium", others, environ={"DEBUG": "1", "LANG": "id_ID.UTF-8"})

    assert "DEBUG" not in env
    assert env["LANG"] == "id_ID.UTF-8"
    assert env["SINOVIK_CHROMIUM"] == "/usr/bin/chromium"
    assert env["SINOVIK_CLAMD"] == "/usr/sbin/clamd"


def test_the_demo_keeps_its_secret_and_gives_way_to_the_environment(instance):
    first = demo.environment(instance, 8123, has_pdf=True, environ={})
    second = demo.environment(instance, 8123, has_pdf=False, environ={"BASE_URL": "http://contoh:1", "MEDIA_ROOT": ""})

    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert first["BASE_URL"] == "http://localhost:8123"
    assert second["BASE_URL"] == "http://contoh:1"
    assert second["MEDIA_ROOT"] == str(instance.folder / "media")
    assert "PDF_ENABLED" not in first
    assert second["PDF_ENABLED"] == "0"


def test_only_the_demo_on_this_machine_shows_its_sign_ins(instance):
    def shows(**environ):
        env = demo.environment(instance, 8123, has_pdf=True, environ=environ)
        return env.get("SHOW_EXAMPLE_SIGN_INS") == "1"

    assert shows()
    assert not shows(BASE_URL="https://sinovik.example")
    assert not shows(TRUSTED_PROXY_COUNT="1")
    assert not shows(SHOW_EXAMPLE_SIGN_INS="0")


def test_the_line_to_run_with_sudo_is_complete():
    assert system.sudo_line(system.PANGO) == (
        "sudo apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )


def test_a_browser_without_what_its_driver_needs_is_none(tmp_path, monkeypatch, capfd):
    """Playwright's own Node does not start without libatomic, and every journey would fail for it."""
    browser = tmp_path / "chromium"
    browser.write_text("#!/bin/sh\n")
    browser.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert system.ensure_browser(log=tmp_path / "apt.log") == str(browser)

    monkeypatch.setattr(system, "DRIVER_LIBRARIES", ("libtidak-ada.so.1",))
    assert not system.ensure_browser(log=tmp_path / "apt.log")
    assert "apt-get install -y --no-install-recommends chromium fonts-noto-core libatomic1" in capfd.readouterr().out
