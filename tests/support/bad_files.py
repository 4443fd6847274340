"""What is said of each file of `bad_data/`, which has one fault, and is named after it."""

from ics.datapackage import tables
from ics.problems import Problem


def with_rule(problem: Problem) -> str:
    """What is said of a problem, with its rule before the fix: programs read it, people are not shown it."""
    return f"{str(problem).removesuffix(problem.fix)}[{problem.rule}] {problem.fix}"


ONLY_DOUBTFUL = {
    "rows_in_a_note",
    "control_character_in_text",
    "lost_letter",
    "wrong_letters",
    "no_break_space_in_name",
    "line_break_in_name",
    "milestone_before_its_footprint",
    "stages_out_of_order",
    "milestone_in_the_future",
    "neither_value_nor_label",
    "two_main_areas",
    "change_of_no_known_area",
    "invisible_mark_in_text",
}
SENT_ALONE_IS_FINE = {"header_only", "two_files_for_one_table_1", "two_files_for_one_table_2"}
MESSAGES: dict[str, list[str]] = {
    "dot_of_thousands": [
        'dot_of_thousands.csv:2 value: "1.234" could mean 1234. This file has no commas between columns, so a '
        "dot may separate thousands. This affects 2 numbers in this column. [ambiguous_numbers] Enter 1234 if "
        "you mean that. If not, enter 1.2340.",
    ],
    "control_character_in_text": [
        'control_character_in_text.csv:3 note: "Said\\x07 later" contains a control character, shown here as '
        "\\x and a number. [control] Retype the cell without it.",
    ],
    "lost_letter": [
        'lost_letter.csv:3 note: "Caf�" contains the mark � where a letter was lost. [lost_letter] Retype the '
        "lost letters.",
    ],
    "wrong_letters": [
        'wrong_letters.csv:3 note: "CafÃ©" contains letters from a wrong encoding, such as Ã© for é. '
        "[wrong_letters] Retype them, unless they are right.",
    ],
    "no_break_space_in_name": [
        'no_break_space_in_name.csv:3 source_title: "Example\\xa0source" contains a no-break space, so it '
        "differs from the same words with an ordinary space. [no_break_space] Replace it with an ordinary "
        "space.",
    ],
    "line_break_in_name": [
        'line_break_in_name.csv:3 source_title: "Example\\x0asource" contains a line break. [line_break] Put '
        "the text on one line.",
    ],
    "two_addresses_for_one": [
        f'two_addresses_for_one.csv:{line} source_url: "https://example.org/1{bar}https://example.org/2" is '
        "not a web address. [pattern] Enter only one address. Enter an address like https://example.org/plan."
        for line, bar in ((2, " | "), (3, "|"))
    ],
    "rows_in_a_note": [
        "rows_in_a_note.csv:2 note: A quotation mark opens this cell, and 2 lines in it look like rows: "
        '"E54000007,ics_designated,2019-04-25,day,whole,,Example sourc…" and '
        '"E54000050,ics_designated,2021-04-01,day,whole,,Example sourc…". [swallowed_rows] Remove the stray '
        'quotation mark, or double it (""). If the lines belong to the text, leave it.',
    ],
    "error_in_a_text": [
        'error_in_a_text.csv:3 note: "#N/A" is a spreadsheet error. [error_value] Enter the value, or leave '
        "the cell blank.",
    ],
    "invisible_mark_in_text": [
        'invisible_mark_in_text.csv:3 note: "Said\\x200b later" contains a character you cannot see, shown '
        "here as \\x and a number. [invisible] Retype the cell without it, unless you need it.",
    ],
    "blank_lines_only": [
        "blank_lines_only.csv: The file is empty. [file] Use a file with column names and rows.",
    ],
    "boolean_wrong": [
        'boolean_wrong.csv:2 is_founding: "yes" is neither true nor false. [type] Enter true or false.',
    ],
    "cell_too_large": [
        (
            "cell_too_large.csv:3: A cell has more than 20,000 characters, or a quotation mark is never "
            'closed. [quotes] Put cells that contain commas in quotation marks ("…"). Double any quotation '
            'mark inside them ("").'
        ),
    ],
    "citation_without_precision": [
        (
            "citation_without_precision.csv:2 cited_on_precision: Only one of the two cells for the citation "
            "date is filled in. [citation_has_precision] Fill in both cited_on and cited_on_precision, or "
            "leave both blank."
        ),
    ],
    "column_twice": [
        "column_twice.csv:1 date: This column appears twice. [header] Remove one of them.",
    ],
    "date_out_of_range": [
        (
            'date_out_of_range.csv:3 date: "1921-04-01" is before 1 January 2015. [range] Enter a date from 1 '
            "January 2015 to 31 December 2035."
        ),
    ],
    "designation_of_a_part": [
        "designation_of_a_part.csv:2 extent: Only a shadow system can cover part of an area. "
        "[only_shadow_systems_lie_in_parts] Enter whole in extent, or change milestone_id to shadow_ics.",
    ],
    "decimal_in_whole_number": [
        (
            'decimal_in_whole_number.csv:3 part_systems: "4.6" is not a whole number. [type] Enter digits '
            "only, for example 1200."
        ),
    ],
    "duplicate_key": [
        (
            'duplicate_key.csv:4 area_code: "E54000007, ics_designated" is already on line 2. [unique] Keep '
            "one row for each area_code and milestone_id."
        ),
    ],
    "empty_file": [
        "empty_file.csv: The file is empty. [file] Use a file with column names and rows.",
    ],
    "empty_list_entry": [
        (
            'empty_list_entry.csv:2 places: "Exampleton;;Sampleford" has a blank entry. [list] Enter one or '
            'more values with ";" between them.'
        ),
    ],
    "empty_required_cell": [
        "empty_required_cell.csv:3 source_title: The cell is blank. [required] Fill it in.",
    ],
    "change_goes_back": [
        (
            "change_goes_back.csv:2 to_date: The new area does not start after the old one. "
            "[change_goes_forward] Enter the date of the change in to_date. In from_date, enter an earlier "
            "date when the old area existed."
        ),
    ],
    "end_before_start": [
        (
            "end_before_start.csv:2 end_date: The programme ends before it starts. "
            "[programme_ends_after_start] Correct start_date or end_date."
        ),
    ],
    "formula_cell": [
        (
            'formula_cell.csv:3 note: "=HYPERLINK("https://example.org")" starts like a formula, which a '
            "spreadsheet would run. [formula] Start the cell with a word."
        ),
    ],
    "hidden_formulas": [
        (
            'hidden_formulas.csv:2 note: "＝HYPERLINK("https://example.org")" starts like a formula, which a '
            "spreadsheet would run. [formula] Start the cell with a word."
        ),
        (
            'hidden_formulas.csv:3 note: "﹫SUM(1)" starts like a formula, which a spreadsheet would run. '
            "[formula] Start the cell with a word."
        ),
    ],
    "impossible_date": [
        ('impossible_date.csv:3 date: "2021-02-30" is not a date. [type] Enter a date like 2021-04-01 or 01/04/2021.'),
    ],
    "missing_column": [
        (
            "missing_column.csv:1 note: This column is missing. The table area_milestones needs it. [header] "
            "Add it. Leave cells blank where you do not know the value."
        ),
    ],
    "misspelt_column": [
        (
            "misspelt_column.csv:1 date_precision: This column is missing. The table area_milestones needs it. "
            "[header] Add it. Leave cells blank where you do not know the value."
        ),
        (
            'misspelt_column.csv:1 date_precison: "date_precison" is not a column of area_milestones. [header] '
            "Did you mean date_precision?"
        ),
    ],
    "near_miss_code": [
        (
            'near_miss_code.csv:3 milestone_id: "ics_desginated" is not in the table milestones. [reference] '
            "Did you mean ics_designated or chair_designate? Enter a known milestone_id, or add its row to "
            "milestones."
        ),
    ],
    "nul_byte": [
        (
            "nul_byte.csv:3: This line contains a NUL byte, so it is not plain text. [encoding] Save the file "
            'as "CSV UTF-8" and try again.'
        ),
    ],
    "number_with_text": [
        (
            'number_with_text.csv:2 population: "1000 people" is not a whole number. [type] Enter digits only, '
            "for example 1200."
        ),
    ],
    "ods_code_taken": [
        (
            'ods_code_taken.csv:2 ods_code: "QOP" is already used by E54000007. [unique] Each ods_code can be '
            "used only once. Correct this row or the other."
        ),
    ],
    "old_workbook": [
        ('old_workbook.csv: This is an old workbook (.xls). [file] Save it as "Excel Workbook (.xlsx)" and try again.'),
    ],
    "parent_row_removed": [
        (
            'parent_row_removed.csv milestone_id: You are deleting "chief_executive_designate", but rows in '
            "area_milestones still use it. [reference] Keep its row, or delete those rows too."
        ),
    ],
    "part_without_systems": [
        (
            "part_without_systems.csv:3 part_systems: The cells part_systems and extent do not match. "
            "[systems_only_in_parts] Fill in part_systems where extent is part. Leave it blank where extent is "
            "whole."
        ),
    ],
    "precision_not_at_start": [
        (
            "precision_not_at_start.csv:3 date: The date is not the first day of its month, quarter or year. "
            "[milestone_begins_its_interval] Enter the first day (2020-05-01 for May 2020), or correct "
            "date_precision."
        ),
        (
            "precision_not_at_start.csv:4 date: The date is not the first day of its month, quarter or year. "
            "[milestone_begins_its_interval] Enter the first day (2020-05-01 for May 2020), or correct "
            "date_precision."
        ),
        (
            "precision_not_at_start.csv:5 date: The date is not the first day of its month, quarter or year. "
            "[milestone_begins_its_interval] Enter the first day (2020-05-01 for May 2020), or correct "
            "date_precision."
        ),
    ],
    "programme_date_without_precision": [
        (
            "programme_date_without_precision.csv:2 end_precision: Only one of the two cells for the end date "
            "is filled in. [programme_end_has_precision] Fill in both end_date and end_precision, or leave "
            "both blank."
        ),
        (
            "programme_date_without_precision.csv:2 start_precision: Only one of the two cells for the start "
            "date is filled in. [programme_start_has_precision] Fill in both start_date and start_precision, "
            "or leave both blank."
        ),
    ],
    "sources_not_in_pairs_areas": [
        (
            "sources_not_in_pairs_areas.csv:2 source_title: The numbers of source titles and source addresses "
            'differ. [sources_in_pairs_of_areas] Enter one title for each address, in the same order, with " | '
            '" between them.'
        ),
    ],
    "sources_not_in_pairs_indicators": [
        (
            "sources_not_in_pairs_indicators.csv:2 source_title: The numbers of source titles and source "
            "addresses differ. [sources_in_pairs_of_indicators] Enter one title for each address, in the same "
            'order, with " | " between them.'
        ),
    ],
    "sources_not_in_pairs_points": [
        (
            "sources_not_in_pairs_points.csv:2 source_title: The numbers of source titles and source addresses "
            "differ. [sources_in_pairs_of_points_of_light] Enter one title for each address, in the same "
            'order, with " | " between them.'
        ),
    ],
    "sources_not_in_pairs_programmes": [
        (
            "sources_not_in_pairs_programmes.csv:2 source_title: The numbers of source titles and source "
            "addresses differ. [sources_in_pairs_of_programmes] Enter one title for each address, in the same "
            'order, with " | " between them.'
        ),
    ],
    "stray_quote": [
        (
            "stray_quote.csv:3: The quotation marks on this line do not match. [quotes] Put cells that contain "
            'commas in quotation marks ("…"). Double any quotation mark inside them ("").'
        ),
    ],
    "systems_without_part": [
        (
            "systems_without_part.csv:3 part_systems: The cells part_systems and extent do not match. "
            "[systems_only_in_parts] Fill in part_systems where extent is part. Leave it blank where extent is "
            "whole."
        ),
    ],
    "text_in_number": [
        (
            'text_in_number.csv:2 population_share_pct: "about half" is not a number. [type] Enter digits and '
            "a decimal point, for example 12.5."
        ),
    ],
    "text_too_long": [
        'text_too_long.csv:2 tile_label: "Exampleshire" is too long. [length] Use 7 characters or fewer.',
    ],
    "three_faults": [
        ('three_faults.csv:2 date: "2019-13-01" is not a date. [type] Enter a date like 2021-04-01 or 01/04/2021.'),
        (
            'three_faults.csv:3 extent: "hole" is not one of the choices. [allowed] Did you mean whole? Choose '
            "from: whole, part."
        ),
        (
            'three_faults.csv:4 source_url: "www.example.org" is not a web address. [pattern] Enter an address '
            "like https://example.org/plan."
        ),
    ],
    "tile_taken": [
        (
            'tile_taken.csv:2 tile_row: "2, 1" is already used by E54000007. [unique] Each tile_row and '
            "tile_col can be used only once. Correct this row or the other."
        ),
    ],
    "tile_twice": [
        (
            'tile_twice.csv:3 tile_row: "20, 20" is already used by E54999001. [unique] Each tile_row and '
            "tile_col can be used only once. Correct this row or the other."
        ),
    ],
    "too_few_cells": [
        (
            "too_few_cells.csv:3: This row has 4 cells. There are 9 columns. [shape] Check for a missing or "
            'extra comma. Put cells that contain commas in quotation marks ("…").'
        ),
    ],
    "too_many_cells": [
        (
            "too_many_cells.csv:3: This row has 10 cells. There are 9 columns. [shape] Check for a missing or "
            'extra comma. Put cells that contain commas in quotation marks ("…").'
        ),
    ],
    "too_many_columns": [
        "too_many_columns.csv:1: The file has 201 columns. The limit is 200. [header] Remove the columns you "
        "do not need.",
    ],
    "unclosed_quote": [
        (
            "unclosed_quote.csv:3: A quotation mark opens here and is never closed. [quotes] Put cells that "
            'contain commas in quotation marks ("…"). Double any quotation mark inside them ("").'
        ),
    ],
    "unknown_code": [
        (
            'unknown_code.csv:3 area_code: "E54123123" is not in the table areas. [reference] Enter a known '
            "area_code, or add its row to areas."
        ),
    ],
    "unknown_column": [
        (
            'unknown_column.csv:1 colour: "colour" is not a column of area_milestones. [header] Remove the '
            "column, or correct its name."
        ),
    ],
    "unknown_lesson": [
        (
            'unknown_lesson.csv:2 related_lesson: "lesson_99" is not in the table indicators. [reference] Did '
            "you mean lesson_09 or lesson_16? Enter a known indicator_id, or add its row to indicators."
        ),
    ],
    "unknown_table": [
        (
            "unknown_table.csv:1: We cannot tell which table this is. [header] Check the column names, or "
            "start from the current table. The tables are: areas, area_changes, milestones, area_milestones, "
            "indicators, indicator_values, programmes, programme_areas, points_of_light."
        ),
    ],
    "value_not_allowed": [
        (
            'value_not_allowed.csv:2 region: "Midland" is not one of the choices. [allowed] Did you mean '
            "Midlands? Choose from: East of England, London, Midlands, North East and Yorkshire, North West, "
            "South East, South West."
        ),
    ],
    "value_out_of_range": [
        'value_out_of_range.csv:2 population: "0" is less than 1. [range] Enter a number from 1 to 20,000,000 people.',
        (
            'value_out_of_range.csv:2 latitude: "57.5" is more than 56. [range] Enter a number from 49 to 56 '
            "degrees north (WGS84)."
        ),
    ],
    "workbook": [
        "workbook.csv: The ZIP file is damaged. We cannot unpack it. [archive] Zip the files again and try again.",
    ],
    "wrong_date": [
        ('wrong_date.csv:3 date: "25.4.2019" is not a date. [type] Enter a date like 2021-04-01 or 01/04/2021.'),
    ],
    "wrong_form_of_code": [
        (
            'wrong_form_of_code.csv:3 area_code: "S54000007" is not in the right format. [pattern] Did you '
            "mean E54000007 or E54000050? Enter it like E54999001."
        ),
    ],
    "name_for_code": [
        (
            'name_for_code.csv:2 area_code: "Lincolnshire" is not in the right format. [pattern] Did you mean '
            "E54000013 (Lincolnshire)? Enter it like E54999001."
        ),
        (
            'name_for_code.csv:3 area_code: "Linconshire" is not in the right format. [pattern] Did you mean '
            "E54000013 (Lincolnshire)? Enter it like E54999001."
        ),
        (
            'name_for_code.csv:4 milestone_id: "Shadow ICS" is not in the table milestones. [reference] Did '
            "you mean shadow_ics (Shadow ICS)? Enter a known milestone_id, or add its row to milestones."
        ),
    ],
    "lesson_out_of_range": [
        (
            f"lesson_out_of_range.csv:{line} value: A self-assessment score must be from 1 to 5. "
            "[lesson_values_from_1_to_5] Enter a number from 1 to 5."
        )
        for line in (3, 4)
    ],
    "value_off_its_scale": [
        (
            f"value_off_its_scale.csv:{line} value: The value is not on the scale of this indicator. "
            "[values_on_the_scale_of_their_unit] Enter a value on the scale. The table indicators gives the "
            "scale in unit, for example 0 or 1."
        )
        for line in (3, 4, 5, 6)
    ],
    "shares_over_100": [
        (
            f"shares_over_100.csv:{line} population_share_pct: The shares of this former area add up to more "
            "than 100%. [shares_up_to_100] Correct population_share_pct in the rows with this from_code and "
            "to_date."
        )
        for line in (2, 3)
    ],
    "milestone_before_its_footprint": [
        (
            "milestone_before_its_footprint.csv:3 date: The date is before the area existed. "
            "[milestone_before_its_footprint] Check the date and the code. The table area_changes says when "
            "each area was formed, and from which areas."
        ),
        (
            "milestone_before_its_footprint.csv:4 date: The date is before the area existed. "
            "[milestone_before_its_footprint] Check the date and the code. The table area_changes says when "
            "each area was formed, and from which areas."
        ),
    ],
    "stages_out_of_order": [
        (
            f"stages_out_of_order.csv:{line} date: This date puts the stages out of order. "
            "[milestone_after_a_later_stage] Check the date. The column sequence in milestones gives the order "
            "of the stages."
        )
        for line in (2, 3)
    ],
    "milestone_in_the_future": [
        (
            "milestone_in_the_future.csv:2 date: The date is in the future. [milestone_in_the_future] Check "
            "the year. Only record milestones that an area has reached. You can put plans in a note."
        ),
    ],
    "neither_value_nor_label": [
        (
            "neither_value_nor_label.csv:3 value: The row has neither a value nor a label. [value_or_label] "
            "Fill in one of them, or delete the row. A missing row means not recorded."
        ),
    ],
    "two_main_areas": [
        (
            f"two_main_areas.csv:{line} is_main: The programme needs exactly one main area. "
            "[one_main_area_of_a_programme] Enter true in is_main for one area of the programme, and false for "
            "the others."
        )
        for line in (2, 3)
    ],
    "change_of_no_known_area": [
        (
            "change_of_no_known_area.csv:2 to_code: Neither code is a known area. [change_of_a_known_area] "
            "Check both codes. At least one of them must be in the table areas."
        ),
    ],
    "number_too_large_to_hold": [
        (
            f'number_too_large_to_hold.csv:2 target: "{"9" * 60}…" is not a number. [type] Enter digits and a '
            "decimal point, for example 12.5."
        ),
    ],
    "citation_not_at_start": [
        (
            "citation_not_at_start.csv:3 cited_on: The date is not the first day of its month, quarter or "
            "year. [citation_begins_its_interval] Enter the first day (2018-05-01 for May 2018), or correct "
            "cited_on_precision."
        ),
        (
            "citation_not_at_start.csv:4 cited_on: The date is not the first day of its month, quarter or "
            "year. [citation_begins_its_interval] Enter the first day (2018-05-01 for May 2018), or correct "
            "cited_on_precision."
        ),
        (
            "citation_not_at_start.csv:5 cited_on: The date is not the first day of its month, quarter or "
            "year. [citation_begins_its_interval] Enter the first day (2018-05-01 for May 2018), or correct "
            "cited_on_precision."
        ),
    ],
    "programme_start_not_at_start": [
        (
            "programme_start_not_at_start.csv:3 start_date: The date is not the first day of its month, "
            "quarter or year. [programme_start_begins_its_interval] Enter the first day (2018-05-01 for May "
            "2018), or correct start_precision."
        ),
        (
            "programme_start_not_at_start.csv:4 start_date: The date is not the first day of its month, "
            "quarter or year. [programme_start_begins_its_interval] Enter the first day (2018-05-01 for May "
            "2018), or correct start_precision."
        ),
        (
            "programme_start_not_at_start.csv:5 start_date: The date is not the first day of its month, "
            "quarter or year. [programme_start_begins_its_interval] Enter the first day (2018-05-01 for May "
            "2018), or correct start_precision."
        ),
    ],
    "programme_end_not_at_start": [
        (
            "programme_end_not_at_start.csv:3 end_date: The date is not the first day of its month, quarter or "
            "year. [programme_end_begins_its_interval] Enter the first day (2018-05-01 for May 2018), or "
            "correct end_precision."
        ),
        (
            "programme_end_not_at_start.csv:4 end_date: The date is not the first day of its month, quarter or "
            "year. [programme_end_begins_its_interval] Enter the first day (2018-05-01 for May 2018), or "
            "correct end_precision."
        ),
        (
            "programme_end_not_at_start.csv:5 end_date: The date is not the first day of its month, quarter or "
            "year. [programme_end_begins_its_interval] Enter the first day (2018-05-01 for May 2018), or "
            "correct end_precision."
        ),
    ],
    "period_not_at_start": [
        (
            "period_not_at_start.csv:3 period: The period does not start on the first day of a month. "
            "[period_begins_with_a_month] Enter the first day (2020-04-01 for the year from April 2020), or "
            "correct period_precision."
        ),
        (
            "period_not_at_start.csv:4 period: The period does not start on the first day of a month. "
            "[period_begins_with_a_month] Enter the first day (2020-04-01 for the year from April 2020), or "
            "correct period_precision."
        ),
        (
            "period_not_at_start.csv:5 period: The period does not start on the first day of a month. "
            "[period_begins_with_a_month] Enter the first day (2020-04-01 for the year from April 2020), or "
            "correct period_precision."
        ),
    ],
    "no_address_of_the_web_areas": [
        (
            "no_address_of_the_web_areas.csv:3 source_url: One of the source addresses is not a web address. "
            '[addresses_of_areas] Enter addresses like https://www.england.nhs.uk/page, with " | " between '
            "them."
        ),
        (
            "no_address_of_the_web_areas.csv:4 source_url: One of the source addresses is not a web address. "
            '[addresses_of_areas] Enter addresses like https://www.england.nhs.uk/page, with " | " between '
            "them."
        ),
        (
            "no_address_of_the_web_areas.csv:5 source_url: One of the source addresses is not a web address. "
            '[addresses_of_areas] Enter addresses like https://www.england.nhs.uk/page, with " | " between '
            "them."
        ),
    ],
    "no_address_of_the_web_indicators": [
        (
            "no_address_of_the_web_indicators.csv:3 source_url: One of the source addresses is not a web "
            'address. [addresses_of_indicators] Enter addresses like https://www.england.nhs.uk/page, with " | '
            '" between them.'
        ),
        (
            "no_address_of_the_web_indicators.csv:4 source_url: One of the source addresses is not a web "
            'address. [addresses_of_indicators] Enter addresses like https://www.england.nhs.uk/page, with " | '
            '" between them.'
        ),
        (
            "no_address_of_the_web_indicators.csv:5 source_url: One of the source addresses is not a web "
            'address. [addresses_of_indicators] Enter addresses like https://www.england.nhs.uk/page, with " | '
            '" between them.'
        ),
    ],
    "no_address_of_the_web_points": [
        (
            "no_address_of_the_web_points.csv:3 source_url: One of the source addresses is not a web address. "
            '[addresses_of_points_of_light] Enter addresses like https://www.england.nhs.uk/page, with " | " '
            "between them."
        ),
        (
            "no_address_of_the_web_points.csv:4 source_url: One of the source addresses is not a web address. "
            '[addresses_of_points_of_light] Enter addresses like https://www.england.nhs.uk/page, with " | " '
            "between them."
        ),
        (
            "no_address_of_the_web_points.csv:5 source_url: One of the source addresses is not a web address. "
            '[addresses_of_points_of_light] Enter addresses like https://www.england.nhs.uk/page, with " | " '
            "between them."
        ),
    ],
    "no_address_of_the_web_programmes": [
        (
            "no_address_of_the_web_programmes.csv:3 source_url: One of the source addresses is not a web "
            'address. [addresses_of_programmes] Enter addresses like https://www.england.nhs.uk/page, with " | '
            '" between them.'
        ),
        (
            "no_address_of_the_web_programmes.csv:4 source_url: One of the source addresses is not a web "
            'address. [addresses_of_programmes] Enter addresses like https://www.england.nhs.uk/page, with " | '
            '" between them.'
        ),
        (
            "no_address_of_the_web_programmes.csv:5 source_url: One of the source addresses is not a web "
            'address. [addresses_of_programmes] Enter addresses like https://www.england.nhs.uk/page, with " | '
            '" between them.'
        ),
    ],
    "ambiguous_dates": [
        'ambiguous_dates.csv:3 date: "04/25/2019" has the month first, so we cannot tell the day from the '
        "month in the 2 dates with slashes in this column. [ambiguous_dates] Enter every date in the column as "
        "YYYY-MM-DD, for example 2021-04-01.",
    ],
    "broken_workbook": [
        "broken_workbook.xlsx: The workbook is damaged. We cannot read it. [file] Open it in Excel, save it "
        "and try again.",
    ],
    "cell_without_column_name": [
        "cell_without_column_name.csv:3: This row has 10 cells. There are 9 columns. [shape] Check for a "
        'missing or extra comma. Put cells that contain commas in quotation marks ("…").',
    ],
    "control_characters": [
        "control_characters.csv:3: This is not a CSV file or workbook: this line contains control characters. "
        "[file] Save the table as CSV or .xlsx and try again.",
    ],
    "damaged_utf8": [
        "damaged_utf8.csv:3: This line is damaged: it is not UTF-8 text like the rest of the file. [encoding] "
        'Save the file as "CSV UTF-8" and try again.',
    ],
    "damaged_zip": [
        "damaged_zip.zip: The ZIP file is damaged. We cannot unpack it. [archive] Zip the files again and try again.",
    ],
    "decimal_comma": [
        'decimal_comma.csv:2 latitude: "52,5" is not a number. [type] Enter digits and a decimal point, for '
        "example 12.5.",
    ],
    "error_in_a_workbook": [
        'error_in_a_workbook.xlsx:3: Cell F3 contains the error "#REF!". [error_value] Enter the value, or '
        "leave the cell blank.",
    ],
    "fault_in_a_zip": [
        'fault_in_a_zip.zip/area_milestones.csv:2 date: "soon" is not a date. [type] Enter a date like '
        "2021-04-01 or 01/04/2021.",
    ],
    "formula_in_a_workbook": [
        "formula_in_a_workbook.xlsx:3: Cell F3 contains a formula. Its result may be out of date. [formula] "
        "Copy the cell and paste it back as a value.",
    ],
    "gzip": [
        "gzip.csv: This is not a CSV file or workbook: it is a gzip archive. [file] Save the table as CSV or "
        ".xlsx and try again.",
    ],
    "invisible_mark_in_code": [
        'invisible_mark_in_code.csv:2 area_code: "E54000008\\x200b" is not in the right format. [pattern] Did '
        "you mean E54000008 or E54000050? Enter it like E54999001.",
        'invisible_mark_in_code.csv:3 area_code: "E54\\x200f000007" is not in the right format. [pattern] Did '
        "you mean E54000007 or E54000050? Enter it like E54999001.",
    ],
    "page_of_the_web": [
        "page_of_the_web.csv: This is not a CSV file or workbook: it is a web page or XML. [file] Save the "
        "table as CSV or .xlsx and try again.",
    ],
    "pdf": [
        "pdf.csv: This is not a CSV file or workbook: it is a PDF. [file] Save the table as CSV or .xlsx and "
        "try again.",
    ],
    "picture": [
        "picture.csv: This is not a CSV file or workbook: it is a picture (PNG). [file] Save the table as CSV "
        "or .xlsx and try again.",
    ],
    "undefined_in_windows_1252": [
        "undefined_in_windows_1252.csv:3: This line is neither UTF-8 nor Windows-1252 text. [encoding] Save "
        'the file as "CSV UTF-8" and try again.',
    ],
    "workbook_with_a_password": [
        "workbook_with_a_password.xlsx: The workbook has a password. [file] Remove the password and try again.",
    ],
    "workbook_with_macros": [
        "workbook_with_macros.xlsm: This is a workbook with macros (.xlsm), which we cannot read. [file] Save "
        'it as "Excel Workbook (.xlsx)" and try again.',
    ],
    "wrong_sheet_of_a_workbook": [
        'wrong_sheet_of_a_workbook.xlsx/Areas:1: "colour, size" are not the column names of areas. [header] '
        "Put the column names in the first row, with no title above them: "
        f"{', '.join(tables()['areas'].columns)}.",
    ],
    "zip_bomb": [
        "zip_bomb.zip: The file unpacks to more than 200 times its size. No table does that. [archive] Zip the "
        "files again, or use them one by one.",
    ],
    "zip_in_a_zip": [
        "zip_in_a_zip.zip/inner.zip: There is a ZIP file in the ZIP file. [archive] Unzip the inner one first.",
    ],
    "zip_with_a_password": [
        "zip_with_a_password.zip: The ZIP file has a password. [archive] Remove the password and try again.",
    ],
    "zip_without_tables": [
        "zip_without_tables.zip: The ZIP file contains no CSV file or workbook. [archive] Put the tables into it.",
    ],
}
