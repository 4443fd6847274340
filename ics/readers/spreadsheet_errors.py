"""What a spreadsheet shows in a cell where a formula failed."""

ERRORS = frozenset(
    {
        "#REF!",
        "#N/A",
        "#NV",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#BUSY!",
        "#FIELD!",
        "#GETTING_DATA",
        "#BLOCKED!",
        "#CONNECT!",
        "#UNKNOWN!",
    }
)
