"""Release decisions, reasons of changes and withdrawals, and the triggers by which they are only ever added."""

import django.db.models.deletion
import mitodoke.documents.fields
from django.db import migrations, models

MESSAGE = "公表の記録は追加だけができ、変更も削除もできません。"
DECIDED = "公表した版と公表を取りやめた版の公表日時は、変えられません。"

UNIQUE = {
    "releasedecision": "",
    "changestatement": " OR old.edition_id = NEW.edition_id",
    "changereason": " OR (old.edition_id = NEW.edition_id AND old.subject = NEW.subject)",
    "withdrawal": " OR old.edition_id = NEW.edition_id",
}
"""What else a row may have only once, by table: a replacing insert would remove the earlier row unnoticed."""

_AGAIN = "WHEN EXISTS (SELECT 1 FROM publishing_{table} AS old WHERE old.id = NEW.id{unique})"
# Moments are kept as texts of one form in UTC, so that their order is that of the texts.
_LATE = (
    "WHEN EXISTS (SELECT 1 FROM publishing_releasedecision AS old WHERE old.edition_id = NEW.edition_id"
    " AND old.id = (SELECT max(id) FROM publishing_releasedecision WHERE edition_id = NEW.edition_id)"
    " AND (old.release_at IS NULL OR old.release_at <= NEW.decided_at))"
)


def _triggers() -> list[tuple[str, str, str]]:
    made = []
    for table, unique in UNIQUE.items():
        made += [
            (f"{table}_never_changes", f"BEFORE UPDATE ON publishing_{table}", MESSAGE),
            (f"{table}_is_never_deleted", f"BEFORE DELETE ON publishing_{table}", MESSAGE),
            (
                f"{table}_is_never_replaced",
                f"BEFORE INSERT ON publishing_{table} {_AGAIN.format(table=table, unique=unique)}",
                MESSAGE,
            ),
        ]
    made.append(
        ("release_is_decided_before_it", f"BEFORE INSERT ON publishing_releasedecision {_LATE}", DECIDED)
    )
    return made


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0003_comprehensive_plan"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChangeReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.TextField()),
                ("reason", models.TextField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_reasons",
                        to="publishing.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "訂正・更新の理由",
                "verbose_name_plural": "訂正・更新の理由",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("subject", ""), _negated=True), name="change_reason_has_subject"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="change_reason_has_reason"
                    ),
                    models.UniqueConstraint(fields=("edition", "subject"), name="one_reason_of_a_record"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.TextField(choices=[("correction", "訂正"), ("update", "更新")])),
                ("reason", mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="publishing.edition"
                    ),
                ),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change",
                        to="publishing.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "訂正・更新",
                "verbose_name_plural": "訂正・更新",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["correction", "update"])),
                        name="change_statement_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="change_statement_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleaseDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("release_at", models.DateTimeField(blank=True, null=True)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("sha256", mitodoke.documents.fields.Sha256(null=True)),
                ("reason", mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ("decided_by", models.TextField()),
                ("decided_at", models.DateTimeField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="publishing.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "公表日時の決定",
                "verbose_name_plural": "公表日時の決定",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", ""), _negated=True),
                        name="release_decision_has_decided_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="release_decision_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("published_on__isnull", True),
                                ("release_at__isnull", True),
                                ("sha256__isnull", True),
                            ),
                            models.Q(
                                ("published_on__isnull", False),
                                ("release_at__isnull", False),
                                ("sha256__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="release_has_moment_and_day_and_hash_or_none",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("announced_by", models.TextField()),
                ("withdrawn_at", models.DateTimeField()),
                ("withdrawn_by", models.TextField()),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="publishing.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "取下げ",
                "verbose_name_plural": "取下げ",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="withdrawal_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("announced_by", ""), _negated=True),
                        name="withdrawal_has_announced_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("withdrawn_by", ""), _negated=True),
                        name="withdrawal_has_withdrawn_by",
                    ),
                ],
            },
        ),
        *(
            migrations.RunSQL(
                sql=f"CREATE TRIGGER {name} {event} BEGIN SELECT RAISE(ABORT, '{message}'); END",
                reverse_sql=f"DROP TRIGGER {name}",
            )
            for name, event, message in _triggers()
        ),
    ]
