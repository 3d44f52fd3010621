"""職員をまとめて登録する: cells that cannot be taken, each with its address and what to do; and any text at all."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.accounts.staff_files import upload, workbook
from desk.city import body, signed_in
from mitodoke.departments.models import Municipality
from mitodoke.desk.accounts.staff_list.changes import plan_changes
from mitodoke.desk.accounts.staff_list.rows import StaffList, StaffRow, pack, unpack
from mitodoke.desk.accounts.staff_list.store import store_staff
from mitodoke.domain.role import Role
from reporting.desk import Desk

pytestmark = pytest.mark.django_db
TARO = ("t.yamada", "山田 太郎", "taro@city.example", "花課", "所属担当")
DAY = datetime.date(2026, 4, 1)
ANY = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
ROWS = st.lists(
    st.tuples(
        st.one_of(st.sampled_from(["taro", "Taro", "jiro", "花担当", "監査", ""]), ANY),
        st.one_of(st.sampled_from(["山田 太郎", "山田太郎", "鈴木", ""]), ANY),
        st.one_of(st.sampled_from(["", "a@city.example", "A@city.example"]), ANY),
        st.one_of(st.sampled_from(["花課", "みどり課", "花　課", ""]), ANY),
        st.one_of(st.sampled_from([role.label for role in Role]), ANY),
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def client(desk: Desk) -> Client:
    return signed_in(desk.person("管理", Role.ADMINISTRATOR))


@pytest.mark.parametrize(
    ("rows", "place", "told"),
    [
        ([("ｔａｒｏ", "山田 太郎", "", "花課", "所属担当")], "A2", "半角の英数字と"),
        ([("ta ro", "山田 太郎", "", "花課", "所属担当")], "A2", "半角の英数字と"),
        ([("x" * 151, "山田 太郎", "", "花課", "所属担当")], "A2", "150文字以内"),
        ([("", "山田 太郎", "", "花課", "所属担当")], "A2", "利用者名を入力してください。"),
        ([("taro", "", "", "花課", "所属担当")], "B2", "氏名を入力してください。"),
        ([("taro", "=1+1", "", "花課", "所属担当")], "B2", "氏名は = + - @ で始められません。"),
        ([("taro", "＠山田", "", "花課", "所属担当")], "B2", "氏名は = + - @ で始められません。"),
        ([("taro", "山田\u202e太郎", "", "花課", "所属担当")], "B2", "目に見えない文字"),
        ([("taro", "山田\n太郎", "", "花課", "所属担当")], "B2", "目に見えない文字"),
        ([("taro", "山" * 300, "", "花課", "所属担当")], "B2", "150文字以内"),
        ([("taro", "山田 太郎", "taro@", "花課", "所属担当")], "C2", "メールアドレスとして読めません。"),
        ([("taro", "山田 太郎", f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.jp", "花課", "所属担当")], "C2", ""),
        ([("taro", "山田 太郎", "", "", "所属担当")], "D2", "所属担当の部署を入力してください。"),
        ([("taro", "山田 太郎", "", "花課", "企画担当")], "D2", "企画担当は市全体の役割です。"),
        ([("taro", "山田 太郎", "", "みとり課", "所属担当")], "D2", "「みどり課」のことですか。"),
        ([("taro", "山田 太郎", "", "花課", "市長")], "E2", "役割は次のどれか一つにしてください"),
        ([("taro", "山田 太郎", "", "花課", "")], "E2", "役割を入力してください"),
        ([("taro", "山田 太郎", "", "花課", "所属担当、所属長")], "E2", "行を分けます"),
        ([TARO, ("T.Yamada", "", "", "花課", "所属長")], "A3", "2行目（t.yamada）と違います"),
        ([TARO, ("t.yamada", "山田 次郎", "", "花課", "所属長")], "B3", "2行目（山田 太郎）と違います"),
        ([TARO, ("t.yamada", "", "jiro@city.example", "花課", "所属長")], "C3", "2行目（taro@city.example）と違います"),
    ],
)  # fmt: skip
def test_cells_that_cannot_be_taken(
    client: Client, rows: list[tuple[str, ...]], place: str, told: str
) -> None:
    rows = [tuple(cell.replace("　", " ") for cell in row) for row in rows]
    answer = upload(client, workbook(*rows))
    page = body(answer)
    assert answer.status_code == 200
    assert f'scope="row">{place}</th>' in page
    assert told in page
    assert 'name="seen"' not in page, "nobody of these could be registered"


def test_hostile_text_is_shown_and_not_run(client: Client) -> None:
    page = body(upload(client, workbook(("taro", "<script>alert(1)</script>", "", "花課", "所属担当"))))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_every_row_comes_to_one_thing_and_what_is_shown_can_be_stored(
    client: Client, rows: list[tuple[str, ...]]
) -> None:
    listed = tuple(
        StaffRow(number, tuple(cell.strip() for cell in row)) for number, row in enumerate(rows, 2)
    )
    staff = StaffList(name="a.csv", letters=tuple("ABCDE"), rows=listed)
    assert unpack(pack(staff, DAY, place="x"), place="x") == (staff, DAY)
    assert unpack(pack(staff, DAY, place="x"), place="y") is None
    city, by = Municipality.objects.get(), User.objects.get(username="管理")
    with transaction.atomic():
        changes = plan_changes(staff=staff, municipality=city, valid_from=DAY)
        assert changes.role_count + len(changes.unchanged) + changes.rows_refused == len(rows)
        assert bool(changes.problems) is bool(changes.rows_refused)
        if changes.role_count:
            done = store_staff(staff=staff, municipality=city, valid_from=DAY, seen=changes.seen, by=by)
            assert (done.accounts, done.roles) == (len(changes.accounts), changes.role_count)
            again = plan_changes(staff=staff, municipality=city, valid_from=DAY)
            assert again.role_count == 0, "the same list again changes nothing"
            assert again.rows_refused == changes.rows_refused
        transaction.set_rollback(True)
