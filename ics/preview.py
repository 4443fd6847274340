"""What publishing checked files would change, in rows."""

from dataclasses import dataclass

from ics.checking import Check
from ics.datapackage import Table, sql_names


@dataclass(frozen=True)
class TableChange:
    """What publishing would do to one table, in rows."""

    table: str
    added: int
    changed: int
    removed: int
    unchanged: int

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.changed or self.removed)


def preview(checked: Check) -> list[TableChange]:
    """What publishing the checked files would change, table by table."""
    return [_table_change(checked, table) for table in checked.touched]


def _table_change(checked: Check, table: Table) -> TableChange:
    if checked.based_on is None:
        ((rows,),) = checked.connection.execute(f"select count(*) from candidate.{table.name}").fetchall()
        return TableChange(table.name, rows, 0, 0, 0)
    keys = sql_names(table.primary_key)
    others = [c for c in table.columns if c not in table.primary_key]
    differs = " or ".join(f'new."{c}" is distinct from old."{c}"' for c in others) or "false"
    counts = checked.connection.execute(f"""
        select count(*) filter (old.there is null),
               count(*) filter (old.there and new.there and ({differs})),
               count(*) filter (new.there is null),
               count(*) filter (old.there and new.there and not ({differs}))
        from (select *, true as there from candidate.{table.name}) as new
        full join (select *, true as there from published.{table.name}) as old using ({keys})""").fetchone()
    return TableChange(table.name, *counts)
