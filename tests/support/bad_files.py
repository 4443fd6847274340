"""What is said of each file of `bad_data/`, which has one fault, and is named after it."""

from ics.datapackage import tables

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
        'dot_of_thousands.csv:2 value: "1.234" may mean 1234, as the columns of this file are not separated by commas: '
        "nothing in this column shows that the dot is a decimal point. This holds for 2 numbers of the column. "
        "[ambiguous_numbers] Write 1234 if that is meant, or else 1.2340.",
    ],
    "control_character_in_text": [
        "control_character_in_text.csv:3 note: "
        '"Said\\x07 later" holds a control character, shown here by i'
        "ts number after \\x. [control] Write the cell again without it.",
    ],
    "lost_letter": [
        "lost_letter.csv:3 note: "
        '"Caf\ufffd" holds the mark \ufffd, which replaces a lette'
        "r that was lost. [lost_letter] Write the lost letters again.",
    ],
    "wrong_letters": [
        "wrong_letters.csv:3 note: "
        '"CafÃ©" holds letters that were read in a wrong encoding, su'
        "ch as Ã© for é. [wrong_letters] Write them again, unless they are meant.",
    ],
    "no_break_space_in_name": [
        "no_break_space_in_name.csv:3 source_title: "
        '"Example\\xa0source" holds a no-break space, so it differs f'
        "rom the same words with a plain one. [no_break_space] Write a plain space.",
    ],
    "line_break_in_name": [
        "line_break_in_name.csv:3 source_title: "
        '"Example\\x0asource" holds a line break. [line_break] Write '
        "it in one line.",
    ],
    "two_addresses_for_one": [
        f'two_addresses_for_one.csv:{line} source_url: "https://example.org/1{bar}https://example.org/2" does not have '
        "the right form. [pattern] Only one address is allowed here. It has to look like https://example.org/plan."
        for line, bar in ((2, " | "), (3, "|"))
    ],
    "rows_in_a_note": [
        "rows_in_a_note.csv:2 note: A quote opens this cell, and 2 lines read into it have the shape of rows: "
        '"E54000007,ics_designated,2019-04-25,day,whole,,Example sourc…" and '
        '"E54000050,ics_designated,2021-04-01,day,whole,,Example sourc…". '
        '[swallowed_rows] Remove the stray quote, or write a quote in a text as "". If the lines belong to the text, '
        "it may stay.",
    ],
    "error_in_a_text": [
        'error_in_a_text.csv:3 note: "#N/A" is an error of a spreadsheet. [error_value] Write the value, or leave the '
        "cell empty.",
    ],
    "invisible_mark_in_text": [
        'invisible_mark_in_text.csv:3 note: "Said\\x200b later" holds a character that cannot be seen, shown here by '
        "its number after \\x. [invisible] Write the cell again without it, unless it is meant.",
    ],
    "blank_lines_only": [
        "blank_lines_only.csv: The file is empty. [file] Send a CSV with a header and rows.",
    ],
    "boolean_wrong": [
        'boolean_wrong.csv:2 is_founding: "yes" is neither true nor false. [type] Write true or false.',
    ],
    "cell_too_large": [
        (
            "cell_too_large.csv:3: A cell has more than 20,000 characters, or a quote is never closed. "
            '[quotes] Put cells with commas in "…" and write a quote inside as "".'
        ),
    ],
    "citation_without_precision": [
        (
            "citation_without_precision.csv:2 cited_on_precision: A citation date needs its precision, and a "
            "precision needs its date. "
            "[citation_has_precision] Fill both cited_on and cited_on_precision, or leave both empty."
        ),
    ],
    "column_twice": [
        "column_twice.csv:1 date: The column is in the header twice. [header] Remove one of them.",
    ],
    "date_out_of_range": [
        (
            'date_out_of_range.csv:3 date: "1921-04-01" is less than 2015-01-01. '
            "[range] Write a value from 2015-01-01 to 2035-12-31."
        ),
    ],
    "designation_of_a_part": [
        "designation_of_a_part.csv:2 extent: Only a shadow system can cover a part of an area; this milestone is "
        "reached by the whole area or not at all. [only_shadow_systems_lie_in_parts] Write extent whole, or "
        "give the row milestone_id shadow_ics.",
    ],
    "decimal_in_whole_number": [
        (
            'decimal_in_whole_number.csv:3 part_systems: "4.6" is not a whole number. '
            "[type] Write digits only, for example 1200."
        ),
    ],
    "duplicate_key": [
        (
            'duplicate_key.csv:4 area_code: "E54000007, ics_designated" is already in line 2. '
            "[unique] Keep one row for each area_code and milestone_id."
        ),
    ],
    "empty_file": [
        "empty_file.csv: The file is empty. [file] Send a CSV with a header and rows.",
    ],
    "empty_list_entry": [
        (
            'empty_list_entry.csv:2 places: "Exampleton;;Sampleford" has an empty entry. '
            '[list] Write one or more values with ";" between them.'
        ),
    ],
    "empty_required_cell": [
        "empty_required_cell.csv:3 source_title: The cell is empty, and must not be. [required] Fill it in.",
    ],
    "change_goes_back": [
        (
            "change_goes_back.csv:2 to_date: The area that came out of the change does not begin after the one that "
            "it came from. [change_goes_forward] Give the date of the change in to_date, and in from_date the earlier "
            "date from which the former area existed."
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
            'formula_cell.csv:3 note: "=HYPERLINK("https://example.org")" begins like a formula; a spreadsheet would '
            "run it. "
            "[formula] Begin the cell with a word."
        ),
    ],
    "hidden_formulas": [
        (
            'hidden_formulas.csv:2 note: "＝HYPERLINK("https://example.org")" begins like a formula; a spreadsheet '
            "would run it. [formula] Begin the cell with a word."
        ),
        (
            'hidden_formulas.csv:3 note: "﹫SUM(1)" begins like a formula; a spreadsheet would run it. '
            "[formula] Begin the cell with a word."
        ),
    ],
    "impossible_date": [
        (
            'impossible_date.csv:3 date: "2021-02-30" is not a date. '
            "[type] Write it as YYYY-MM-DD or DD/MM/YYYY, for example 2021-04-01."
        ),
    ],
    "missing_column": [
        (
            "missing_column.csv:1 note: The column is missing; table area_milestones needs it. "
            "[header] Add it; leave its cells empty where nothing is known."
        ),
    ],
    "misspelt_column": [
        (
            "misspelt_column.csv:1 date_precision: The column is missing; table area_milestones needs it. "
            "[header] Add it; leave its cells empty where nothing is known."
        ),
        (
            'misspelt_column.csv:1 date_precison: "date_precison" is not a column of table area_milestones. '
            "[header] Did you mean date_precision?"
        ),
    ],
    "near_miss_code": [
        (
            'near_miss_code.csv:3 milestone_id: "ics_desginated" is not in table milestones. '
            "[reference] Did you mean ics_designated or chair_designate? Use a known milestone_id, or send its row "
            "of milestones as well."
        ),
    ],
    "nul_byte": [
        (
            "nul_byte.csv:3: The line holds a NUL byte: it is not plain text. "
            '[encoding] Save the file as "CSV UTF-8" and send it again.'
        ),
    ],
    "number_with_text": [
        (
            'number_with_text.csv:2 population: "1000 people" is not a whole number. '
            "[type] Write digits only, for example 1200."
        ),
    ],
    "ods_code_taken": [
        (
            'ods_code_taken.csv:2 ods_code: "QOP" belongs to E54000007 already. '
            "[unique] Each ods_code may be used once; correct this row or the other."
        ),
    ],
    "old_workbook": [
        ('old_workbook.csv: This is an old workbook (.xls). [file] Save it as "Excel Workbook (.xlsx)" and send that.'),
    ],
    "parent_row_removed": [
        (
            'parent_row_removed.csv milestone_id: "chief_executive_designate" would be gone, but table '
            "area_milestones has rows that refer to it. "
            "[reference] Keep its row, or take those rows out as well."
        ),
    ],
    "part_without_systems": [
        (
            "part_without_systems.csv:3 part_systems: part_systems counts systems in parts of an area: it is needed "
            "where extent is part, and only there. "
            "[systems_only_in_parts] Fill part_systems where extent is part, and leave it empty where extent is "
            "whole."
        ),
    ],
    "precision_not_at_start": [
        (
            "precision_not_at_start.csv:3 date: The date is less precise than a day, but is not the first day of its "
            "month, quarter or year. "
            "[milestone_begins_its_interval] Write the first day, for example 2020-05-01 for May 2020, or correct "
            "date_precision."
        ),
        (
            "precision_not_at_start.csv:4 date: The date is less precise than a day, but is not the first day of its "
            "month, quarter or year. "
            "[milestone_begins_its_interval] Write the first day, for example 2020-05-01 for May 2020, or correct "
            "date_precision."
        ),
        (
            "precision_not_at_start.csv:5 date: The date is less precise than a day, but is not the first day of its "
            "month, quarter or year. "
            "[milestone_begins_its_interval] Write the first day, for example 2020-05-01 for May 2020, or correct "
            "date_precision."
        ),
    ],
    "programme_date_without_precision": [
        (
            "programme_date_without_precision.csv:2 end_precision: An end date needs its precision, and a precision "
            "needs its date. "
            "[programme_end_has_precision] Fill both end_date and end_precision, or leave both empty."
        ),
        (
            "programme_date_without_precision.csv:2 start_precision: A start date needs its precision, and a "
            "precision needs its date. "
            "[programme_start_has_precision] Fill both start_date and start_precision, or leave both empty."
        ),
    ],
    "sources_not_in_pairs_areas": [
        (
            "sources_not_in_pairs_areas.csv:2 source_title: The number of source titles differs from the number of "
            "source addresses. "
            '[sources_in_pairs_of_areas] Give one title for each address, in the same order, with " | " between them.'
        ),
    ],
    "sources_not_in_pairs_indicators": [
        (
            "sources_not_in_pairs_indicators.csv:2 source_title: The number of source titles differs from the number "
            "of source addresses. "
            '[sources_in_pairs_of_indicators] Give one title for each address, in the same order, with " | " between '
            "them."
        ),
    ],
    "sources_not_in_pairs_points": [
        (
            "sources_not_in_pairs_points.csv:2 source_title: The number of source titles differs from the number of "
            "source addresses. "
            '[sources_in_pairs_of_points_of_light] Give one title for each address, in the same order, with " | " '
            "between them."
        ),
    ],
    "sources_not_in_pairs_programmes": [
        (
            "sources_not_in_pairs_programmes.csv:2 source_title: The number of source titles differs from the number "
            "of source addresses. "
            '[sources_in_pairs_of_programmes] Give one title for each address, in the same order, with " | " between '
            "them."
        ),
    ],
    "stray_quote": [
        (
            "stray_quote.csv:3: The quotes in this line do not fit together. "
            '[quotes] Put cells with commas in "…" and write a quote inside as "".'
        ),
    ],
    "systems_without_part": [
        (
            "systems_without_part.csv:3 part_systems: part_systems counts systems in parts of an area: it is needed "
            "where extent is part, and only there. "
            "[systems_only_in_parts] Fill part_systems where extent is part, and leave it empty where extent is "
            "whole."
        ),
    ],
    "text_in_number": [
        (
            'text_in_number.csv:2 population_share_pct: "about half" is not a number. '
            "[type] Write digits and a decimal point, for example 12.5."
        ),
    ],
    "text_too_long": [
        'text_too_long.csv:2 tile_label: "Exampleshire" is too long. [length] Write at most 7 characters.',
    ],
    "three_faults": [
        (
            'three_faults.csv:2 date: "2019-13-01" is not a date. [type] Write it as YYYY-MM-DD or DD/MM/YYYY, for '
            "example 2021-04-01."
        ),
        (
            'three_faults.csv:3 extent: "hole" is not allowed here. '
            "[allowed] Did you mean whole? Write one of: whole, part."
        ),
        (
            'three_faults.csv:4 source_url: "www.example.org" does not have the right form. '
            "[pattern] It has to look like https://example.org/plan."
        ),
    ],
    "tile_taken": [
        (
            'tile_taken.csv:2 tile_row: "2, 1" belongs to E54000007 already. '
            "[unique] Each tile_row and tile_col may be used once; correct this row or the other."
        ),
    ],
    "tile_twice": [
        (
            'tile_twice.csv:3 tile_row: "20, 20" belongs to E54999001 already. '
            "[unique] Each tile_row and tile_col may be used once; correct this row or the other."
        ),
    ],
    "too_few_cells": [
        (
            "too_few_cells.csv:3: The row has 4 cells; the header has 9. "
            '[shape] Check for a missing or an extra comma; put cells with commas in "…".'
        ),
    ],
    "too_many_cells": [
        (
            "too_many_cells.csv:3: The row has 10 cells; the header has 9. "
            '[shape] Check for a missing or an extra comma; put cells with commas in "…".'
        ),
    ],
    "too_many_columns": [
        "too_many_columns.csv:1: The header has 201 columns; the limit is 200. [header] Check the file.",
    ],
    "unclosed_quote": [
        (
            "unclosed_quote.csv:3: A quoted cell that begins here is never closed. "
            '[quotes] Put cells with commas in "…" and write a quote inside as "".'
        ),
    ],
    "unknown_code": [
        (
            'unknown_code.csv:3 area_code: "E54123123" is not in table areas. '
            "[reference] Use a known area_code, or send its row of areas as well."
        ),
    ],
    "unknown_column": [
        (
            'unknown_column.csv:1 colour: "colour" is not a column of table area_milestones. '
            "[header] Remove the column, or correct its name."
        ),
    ],
    "unknown_lesson": [
        (
            'unknown_lesson.csv:2 related_lesson: "lesson_99" is not in table indicators. '
            "[reference] Did you mean lesson_09 or lesson_16? Use a known indicator_id, or send its row of "
            "indicators as well."
        ),
    ],
    "unknown_table": [
        (
            "unknown_table.csv:1: The header fits no table. "
            "[header] The tables are: areas, area_changes, milestones, area_milestones, indicators, "
            "indicator_values, programmes, programme_areas, points_of_light. Begin with a download of the current "
            "table."
        ),
    ],
    "value_not_allowed": [
        (
            'value_not_allowed.csv:2 region: "Midland" is not allowed here. '
            "[allowed] Did you mean Midlands? Write one of: East of England, London, Midlands, North East and "
            "Yorkshire, North West, South East, South West."
        ),
    ],
    "value_out_of_range": [
        'value_out_of_range.csv:2 population: "0" is less than 1. [range] Write a value from 1 to 20000000 people.',
        (
            'value_out_of_range.csv:2 latitude: "57.5" is more than 56. '
            "[range] Write a value from 49 to 56 degrees north (WGS84)."
        ),
    ],
    "workbook": [
        "workbook.csv: The ZIP is damaged and cannot be unpacked. [archive] Make it again and send it again.",
    ],
    "wrong_date": [
        (
            'wrong_date.csv:3 date: "25.4.2019" is not a date. [type] Write it as YYYY-MM-DD or DD/MM/YYYY, for '
            "example 2021-04-01."
        ),
    ],
    "wrong_form_of_code": [
        (
            'wrong_form_of_code.csv:3 area_code: "S54000007" does not have the right form. '
            "[pattern] Did you mean E54000007 or E54000050? It has to look like E54999001."
        ),
    ],
    "name_for_code": [
        (
            'name_for_code.csv:2 area_code: "Lincolnshire" does not have the right form. '
            "[pattern] Did you mean E54000013 (Lincolnshire)? It has to look like E54999001."
        ),
        (
            'name_for_code.csv:3 area_code: "Linconshire" does not have the right form. '
            "[pattern] Did you mean E54000013 (Lincolnshire)? It has to look like E54999001."
        ),
        (
            'name_for_code.csv:4 milestone_id: "Shadow ICS" is not in table milestones. '
            "[reference] Did you mean shadow_ics (Shadow ICS)? Use a known milestone_id, or send its row of "
            "milestones as well."
        ),
    ],
    "lesson_out_of_range": [
        (
            f"lesson_out_of_range.csv:{line} value: A self-assessment on one of the 16 lessons has to be between "
            "1 and 5. [lesson_values_from_1_to_5] Write a number from 1 to 5."
        )
        for line in (3, 4)
    ],
    "value_off_its_scale": [
        (
            f"value_off_its_scale.csv:{line} value: The value is not on the scale that the unit of its indicator "
            "gives. [values_on_the_scale_of_their_unit] Write a value of the scale; the unit is in table "
            'indicators, for example "0 or 1" or "ordinal 1-4".'
        )
        for line in (3, 4, 5, 6)
    ],
    "shares_over_100": [
        (
            f"shares_over_100.csv:{line} population_share_pct: The shares of the people of this predecessor add up to "
            "more than 100 per cent. "
            "[shares_up_to_100] Correct population_share_pct in the rows of this predecessor and date."
        )
        for line in (2, 3)
    ],
    "milestone_before_its_footprint": [
        (
            "milestone_before_its_footprint.csv:3 date: The milestone is earlier than the footprint of its area. "
            "[milestone_before_its_footprint] Check the date and the code: area_changes says when the area was "
            "formed, and from which other areas."
        ),
        (
            "milestone_before_its_footprint.csv:4 date: The milestone is earlier than the footprint of its area. "
            "[milestone_before_its_footprint] Check the date and the code: area_changes says when the area was "
            "formed, and from which other areas."
        ),
    ],
    "stages_out_of_order": [
        (
            f"stages_out_of_order.csv:{line} date: The stages of this area are dated in another order than that of the "
            "path. [milestone_after_a_later_stage] Check the date: an area reaches the stages in the order of the "
            "column sequence in milestones."
        )
        for line in (2, 3)
    ],
    "milestone_in_the_future": [
        (
            "milestone_in_the_future.csv:2 date: The date is in the future, but a milestone is recorded when it was "
            "reached. [milestone_in_the_future] Check the year; write what is only planned into the note of a "
            "milestone that was reached, or leave it out."
        ),
    ],
    "neither_value_nor_label": [
        (
            "neither_value_nor_label.csv:3 value: The row has neither a value nor a label, so it says nothing. "
            "[value_or_label] Fill one of them, or leave the row out: a missing row means that nothing is recorded."
        ),
    ],
    "two_main_areas": [
        (
            f"two_main_areas.csv:{line} is_main: The programme has not exactly one main area. "
            "[one_main_area_of_a_programme] Write true in is_main for one area of the programme, and false for its "
            "others."
        )
        for line in (2, 3)
    ],
    "change_of_no_known_area": [
        (
            "change_of_no_known_area.csv:2 to_code: No area of table areas is at either end of this change. "
            "[change_of_a_known_area] Check both codes; one of them is an area, its predecessor or its successor."
        ),
    ],
    "number_too_large_to_hold": [
        (
            f'number_too_large_to_hold.csv:2 target: "{"9" * 60}…" is not a number. '
            "[type] Write digits and a decimal point, for example 12.5."
        ),
    ],
    "citation_not_at_start": [
        (
            "citation_not_at_start.csv:3 cited_on: The date is less precise than a day, but is not the first "
            "day of its month, quarter or year. "
            "[citation_begins_its_interval] Write the first day, for example 2018-05-01 for May 2018, or "
            "correct cited_on_precision."
        ),
        (
            "citation_not_at_start.csv:4 cited_on: The date is less precise than a day, but is not the first "
            "day of its month, quarter or year. "
            "[citation_begins_its_interval] Write the first day, for example 2018-05-01 for May 2018, or "
            "correct cited_on_precision."
        ),
        (
            "citation_not_at_start.csv:5 cited_on: The date is less precise than a day, but is not the first "
            "day of its month, quarter or year. "
            "[citation_begins_its_interval] Write the first day, for example 2018-05-01 for May 2018, or "
            "correct cited_on_precision."
        ),
    ],
    "programme_start_not_at_start": [
        (
            "programme_start_not_at_start.csv:3 start_date: The date is less precise than a day, but is not the first "
            "day of its month, quarter or year. "
            "[programme_start_begins_its_interval] Write the first day, for example 2018-05-01 for May 2018, or "
            "correct start_precision."
        ),
        (
            "programme_start_not_at_start.csv:4 start_date: The date is less precise than a day, but is not the first "
            "day of its month, quarter or year. "
            "[programme_start_begins_its_interval] Write the first day, for example 2018-05-01 for May 2018, or "
            "correct start_precision."
        ),
        (
            "programme_start_not_at_start.csv:5 start_date: The date is less precise than a day, but is not the first "
            "day of its month, quarter or year. "
            "[programme_start_begins_its_interval] Write the first day, for example 2018-05-01 for May 2018, or "
            "correct start_precision."
        ),
    ],
    "programme_end_not_at_start": [
        (
            "programme_end_not_at_start.csv:3 end_date: The date is less precise than a day, but is not the first "
            "day of its month, quarter or year. "
            "[programme_end_begins_its_interval] Write the first day, for example 2018-05-01 for May 2018, or "
            "correct end_precision."
        ),
        (
            "programme_end_not_at_start.csv:4 end_date: The date is less precise than a day, but is not the first "
            "day of its month, quarter or year. "
            "[programme_end_begins_its_interval] Write the first day, for example 2018-05-01 for May 2018, or "
            "correct end_precision."
        ),
        (
            "programme_end_not_at_start.csv:5 end_date: The date is less precise than a day, but is not the first "
            "day of its month, quarter or year. "
            "[programme_end_begins_its_interval] Write the first day, for example 2018-05-01 for May 2018, or "
            "correct end_precision."
        ),
    ],
    "period_not_at_start": [
        (
            "period_not_at_start.csv:3 period: The period is less precise than a day, but does not begin on the first "
            "day of a month. "
            "[period_begins_with_a_month] Write the first day, for example 2020-04-01 for the year from April 2020, "
            "or correct period_precision."
        ),
        (
            "period_not_at_start.csv:4 period: The period is less precise than a day, but does not begin on the first "
            "day of a month. "
            "[period_begins_with_a_month] Write the first day, for example 2020-04-01 for the year from April 2020, "
            "or correct period_precision."
        ),
        (
            "period_not_at_start.csv:5 period: The period is less precise than a day, but does not begin on the first "
            "day of a month. "
            "[period_begins_with_a_month] Write the first day, for example 2020-04-01 for the year from April 2020, "
            "or correct period_precision."
        ),
    ],
    "no_address_of_the_web_areas": [
        (
            "no_address_of_the_web_areas.csv:3 source_url: One of the source addresses is not a web address. "
            "[addresses_of_areas] Write addresses like https://www.england.nhs.uk/page, with "
            '" | " between them.'
        ),
        (
            "no_address_of_the_web_areas.csv:4 source_url: One of the source addresses is not a web address. "
            "[addresses_of_areas] Write addresses like https://www.england.nhs.uk/page, with "
            '" | " between them.'
        ),
        (
            "no_address_of_the_web_areas.csv:5 source_url: One of the source addresses is not a web address. "
            "[addresses_of_areas] Write addresses like https://www.england.nhs.uk/page, with "
            '" | " between them.'
        ),
    ],
    "no_address_of_the_web_indicators": [
        (
            "no_address_of_the_web_indicators.csv:3 source_url: One of the source addresses is not a web address. "
            "[addresses_of_indicators] Write addresses like https://www.england.nhs.uk/page, with "
            '" | " between them.'
        ),
        (
            "no_address_of_the_web_indicators.csv:4 source_url: One of the source addresses is not a web address. "
            "[addresses_of_indicators] Write addresses like https://www.england.nhs.uk/page, with "
            '" | " between them.'
        ),
        (
            "no_address_of_the_web_indicators.csv:5 source_url: One of the source addresses is not a web address. "
            "[addresses_of_indicators] Write addresses like https://www.england.nhs.uk/page, with "
            '" | " between them.'
        ),
    ],
    "no_address_of_the_web_points": [
        (
            "no_address_of_the_web_points.csv:3 source_url: One of the source addresses is not a web address. "
            "[addresses_of_points_of_light] Write addresses like https://www.england.nhs.uk/page, with "
            '" | " between them.'
        ),
        (
            "no_address_of_the_web_points.csv:4 source_url: One of the source addresses is not a web address. "
            "[addresses_of_points_of_light] Write addresses like https://www.england.nhs.uk/page, with "
            '" | " between them.'
        ),
        (
            "no_address_of_the_web_points.csv:5 source_url: One of the source addresses is not a web address. "
            "[addresses_of_points_of_light] Write addresses like https://www.england.nhs.uk/page, with "
            '" | " between them.'
        ),
    ],
    "no_address_of_the_web_programmes": [
        (
            "no_address_of_the_web_programmes.csv:3 source_url: One of the source addresses is not a web address. "
            "[addresses_of_programmes] Write addresses like https://www.england.nhs.uk/page, with "
            '" | " between them.'
        ),
        (
            "no_address_of_the_web_programmes.csv:4 source_url: One of the source addresses is not a web address. "
            "[addresses_of_programmes] Write addresses like https://www.england.nhs.uk/page, with "
            '" | " between them.'
        ),
        (
            "no_address_of_the_web_programmes.csv:5 source_url: One of the source addresses is not a web address. "
            "[addresses_of_programmes] Write addresses like https://www.england.nhs.uk/page, with "
            '" | " between them.'
        ),
    ],
    "ambiguous_dates": [
        'ambiguous_dates.csv:3 date: "04/25/2019" can only be month first, so it is not clear which part is the day in '
        "the 2 dates with slashes of this column. [ambiguous_dates] Write every date of the column as YYYY-MM-DD, for "
        "example 2021-04-01.",
    ],
    "broken_workbook": [
        "broken_workbook.xlsx: The workbook is damaged and cannot be read. [file] Open it in Excel, save it again and "
        "send it again.",
    ],
    "cell_without_column_name": [
        "cell_without_column_name.csv:3: The row has 10 cells; the header has 9. [shape] Check for a missing or an "
        'extra comma; put cells with commas in "…".',
    ],
    "control_characters": [
        "control_characters.csv:3: This is not a CSV or workbook: this line holds control characters. [file] Save the "
        "table as CSV or .xlsx and send that.",
    ],
    "damaged_utf8": [
        "damaged_utf8.csv:3: This line is damaged: the file is UTF-8 text, but not here. [encoding] Save the file as "
        '"CSV UTF-8" and send it again.',
    ],
    "damaged_zip": [
        "damaged_zip.zip: The ZIP is damaged and cannot be unpacked. [archive] Make it again and send it again.",
    ],
    "decimal_comma": [
        'decimal_comma.csv:2 latitude: "52,5" is not a number. [type] Write digits and a decimal point, for example '
        "12.5.",
    ],
    "error_in_a_workbook": [
        'error_in_a_workbook.xlsx:3: The cell F3 holds the error "#REF!". [error_value] Write the value, or leave the '
        "cell empty.",
    ],
    "fault_in_a_zip": [
        'fault_in_a_zip.zip/area_milestones.csv:2 date: "soon" is not a date. [type] Write it as YYYY-MM-DD '
        "or DD/MM/YYYY, for example 2021-04-01.",
    ],
    "formula_in_a_workbook": [
        "formula_in_a_workbook.xlsx:3: The cell F3 holds a formula, and its result may be out of date. [formula] Copy "
        "the cell and paste its value in its place.",
    ],
    "gzip": [
        "gzip.csv: This is not a CSV or workbook: it is a gzip archive. [file] Save the table as CSV or .xlsx and send "
        "that.",
    ],
    "invisible_mark_in_code": [
        'invisible_mark_in_code.csv:2 area_code: "E54000008\\x200b" does not have the right form. [pattern] Did you '
        "mean E54000008 or E54000050? It has to look like E54999001.",
        'invisible_mark_in_code.csv:3 area_code: "E54\\x200f000007" does not have the right form. [pattern] Did you '
        "mean E54000007 or E54000050? It has to look like E54999001.",
    ],
    "page_of_the_web": [
        "page_of_the_web.csv: This is not a CSV or workbook: it is a page of the web or XML. [file] Save the table as "
        "CSV or .xlsx and send that.",
    ],
    "pdf": [
        "pdf.csv: This is not a CSV or workbook: it is a PDF. [file] Save the table as CSV or .xlsx and send that.",
    ],
    "picture": [
        "picture.csv: This is not a CSV or workbook: it is a picture (PNG). [file] Save the table as CSV or .xlsx and "
        "send that.",
    ],
    "undefined_in_windows_1252": [
        "undefined_in_windows_1252.csv:3: This line is neither UTF-8 nor Windows-1252 text. [encoding] Save the file "
        'as "CSV UTF-8" and send it again.',
    ],
    "workbook_with_a_password": [
        "workbook_with_a_password.xlsx: The workbook is protected by a password. [file] Save it without a password.",
    ],
    "workbook_with_macros": [
        "workbook_with_macros.xlsm: This is a workbook with macros (.xlsm), which is not read. [file] Save it as "
        '"Excel Workbook (.xlsx)" and send that.',
    ],
    "wrong_sheet_of_a_workbook": [
        f'wrong_sheet_of_a_workbook.xlsx/Areas:1: "colour, size" is not the header of table areas. [header] Begin with '
        f"the names of the columns, without a title above them: {', '.join(tables()['areas'].columns)}.",
    ],
    "zip_bomb": [
        "zip_bomb.zip: The file unpacks to more than 200 times its size, as no table does. [archive] Pack it again, or "
        "send the tables themselves.",
    ],
    "zip_in_a_zip": [
        "zip_in_a_zip.zip/inner.zip: There is a ZIP in the ZIP. [archive] Put its files into the outer one.",
    ],
    "zip_with_a_password": [
        "zip_with_a_password.zip: The ZIP is protected by a password. [archive] Send it without a password.",
    ],
    "zip_without_tables": [
        "zip_without_tables.zip: The ZIP holds no CSV or workbook. [archive] Put the tables into it.",
    ],
}
