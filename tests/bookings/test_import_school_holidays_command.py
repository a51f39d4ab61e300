"""The command that imports school holidays."""

import pytest
from django.core.management import CommandError, call_command

from spaces.models import SchoolHoliday

pytestmark = pytest.mark.django_db
HEADER = "nom;premier jour;dernier jour;zone\n"


def test_a_good_file_is_kept(tmp_path, capsys):
    file = tmp_path / "vacances.csv"
    file.write_text(HEADER + "Hiver;13/02/2027;28/02/2027;B\n")
    call_command("import_school_holidays", str(file))
    assert SchoolHoliday.objects.get().name == "Hiver"
    assert "1 périodes importées" in capsys.readouterr().out


def test_a_bad_file_is_named_and_nothing_is_kept(tmp_path):
    file = tmp_path / "vacances.csv"
    file.write_text(HEADER + "Hiver;13/02/2027;28/02/2027;B\nPrintemps;?;?;B\n")
    with pytest.raises(CommandError, match="ligne 3"):
        call_command("import_school_holidays", str(file))
    with pytest.raises(CommandError):
        call_command("import_school_holidays", str(tmp_path / "absent.csv"))
    assert not SchoolHoliday.objects.exists()
