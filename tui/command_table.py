"""The one table of commands and their default keys.

Where two commands wanted one key, the one that a reader presses more often has it. Never bound:
Ctrl+H, Ctrl+I, Ctrl+M and Ctrl+[, which terminals send as Backspace, Tab, Enter and Escape.
"""

from __future__ import annotations

from tui.commands import Command, command_rows
from tui.entity_commands import ENTITY_COMMANDS

__all__ = ["COMMANDS"]


_PROGRAM = command_rows(
    "Program",
    "everywhere",
    ("app.find", "slash", "Find", "search titles, entities and text as you type", "find"),
    ("app.commands", "colon", "Commands", "choose any command by name", "commands"),
    ("app.help", "question_mark", "Keys", "list every key", "keys"),
    ("app.next-region", "tab", "Next region", "go on to the next region of the screen", "region"),
    ("app.previous-region", "shift+tab", "Previous region", "go back to the region before", ""),
    ("app.back", "escape", "Step back", "close, cancel or leave what is on top", "back"),
    ("app.quit", "q", "Quit", "step back; at the top, leave the program", "quit"),
    ("app.force-quit", "ctrl+q,ctrl+c", "Quit at once", "leave the program from anywhere", ""),
    ("app.jump-back", "H", "Jump back", "return to where you were before the last jump", "back"),
    ("app.jump-forward", "L", "Jump forward", "take the jump again that you returned from", ""),
    ("app.undo", "u", "Undo", "take back the last change to the marks", "undo"),
    ("app.redo", "ctrl+r", "Redo", "make the change again that was taken back", "redo"),
    ("app.copy", "y", "Copy", "copy the selection, or the mention under the cursor", "copy"),
    ("app.themes", "T", "Themes", "choose the colours, and see them while choosing", ""),
    ("app.suspend", "ctrl+z", "Suspend", "return to the shell; fg comes back", ""),
    ("app.meter", "", "Meter", "show what each key costs: bytes sent and milliseconds", ""),
    (
        "app.cancel-loading",
        "",
        "Cancel loading",
        "stop reading documents; what is loaded stays (Esc at the top does the same)",
        "cancel",
    ),
)

_MOVING = command_rows(
    "Moving",
    "everywhere",
    ("move.down", "j,down", "Down", "one row down", ""),
    ("move.up", "k,up", "Up", "one row up", ""),
    ("move.left", "h,left", "Left", "one character left", ""),
    ("move.right", "l,right", "Right", "one character right", ""),
    ("move.page-down", "pagedown,ctrl+f", "Page down", "one page down", ""),
    ("move.page-up", "pageup,ctrl+b", "Page up", "one page up", ""),
    ("move.half-down", "ctrl+d", "Half a page down", "half a page down", ""),
    ("move.half-up", "ctrl+u", "Half a page up", "half a page up", ""),
    ("move.start", "g,home", "Start", "to the first row", ""),
    ("move.end", "G,end", "End", "to the last row; with a count, to that line", ""),
    ("move.goto", "ctrl+g", "Go to", "to a line, a percentage or an offset that is typed", ""),
    (
        "move.percent",
        "percent_sign",
        "Go to percentage",
        "with a count, to that percentage of the text; else ask for a place",
        "",
    ),
) + command_rows(
    "Moving",
    "reader",
    ("move.word", "w", "Next word", "to the start of the next word", ""),
    ("move.word-end", "e", "End of word", "to the end of this word or the next", ""),
    ("move.word-back", "b", "Word back", "to the start of this word or the one before", ""),
    ("move.sentence", "right_parenthesis", "Next sentence", "to the next sentence", ""),
    ("move.sentence-back", "left_parenthesis", "Sentence back", "to the sentence before", ""),
    ("move.paragraph", "right_curly_bracket", "Next paragraph", "to the next paragraph", ""),
    (
        "move.paragraph-back",
        "left_curly_bracket",
        "Paragraph back",
        "to the paragraph before",
        "",
    ),
    (
        "move.row-start",
        "0,circumflex_accent",
        "Start of row",
        "to the first character of the row (0 after a digit goes on with the count)",
        "",
    ),
    ("move.row-end", "dollar_sign", "End of row", "to the last character of the row", ""),
)

_DOCUMENTS = command_rows(
    "Documents",
    "everywhere",
    ("documents.next", "J", "Next document", "open the next document of the list", "next"),
    ("documents.previous", "K", "Previous document", "open the document before", ""),
    ("documents.mark-unread", "U", "Mark unread", "mark this document as not read", ""),
    ("documents.mark-done", "D", "Mark done", "mark this document as done", "done"),
) + command_rows(
    "Documents",
    "documents",
    ("documents.open", "enter", "Open", "read the document under the cursor", "open"),
    ("documents.sort", "s", "Sort", "sort the list by its next column", "sort"),
    ("documents.reverse", "S", "Reverse", "turn the order of the list round", ""),
    ("documents.filter", "f", "Filter", "show only documents with these words", "filter"),
)

_MENTIONS = command_rows(
    "Mentions",
    "everywhere",
    ("mentions.next", "n", "Next mention", "to the next mention of this entity, or hit", "next"),
    (
        "mentions.previous",
        "N",
        "Previous mention",
        "to the mention of this entity, or the hit, before",
        "previous",
    ),
    (
        "mentions.next-undecided",
        "right_square_bracket",
        "Next undecided",
        "to the next suggestion that nobody has decided on",
        "undecided",
    ),
    (
        "mentions.previous-undecided",
        "left_square_bracket",
        "Previous undecided",
        "to the undecided suggestion before",
        "",
    ),
    (
        "mentions.concordance",
        "c",
        "Concordance",
        "show every mention of the entity here, or every hit, in context",
        "concordance",
    ),
) + command_rows(
    "Mentions",
    "reader",
    ("mentions.card", "enter", "Card", "show what is known of the entity here", "card"),
    ("mentions.company", "C", "Company", "show whom or what the entity here is met with", ""),
    ("mentions.source", "i", "Source", "say which rule, model or person marked this", "source"),
)

_VIEW = command_rows(
    "View",
    "everywhere",
    ("view.legend", "t", "Legend", "show labels, and choose which are highlighted", "legend"),
    ("view.annotations", "O", "Annotations", "list the marks of the collection", ""),
    ("view.entities", "E", "Entities", "list all entities, and put them right", "entities"),
    (
        "view.proposals",
        "P",
        "Proposals",
        "go through pairs that may be one entity under two names",
        "proposals",
    ),
    ("view.frequencies", "number_sign", "Frequencies", "count mentions by label", ""),
    ("view.history", "", "History", "list what was changed, by whom and when", ""),
    ("view.problems", "", "Problems", "list what could not be read, kept or understood", ""),
) + command_rows(
    "View",
    "reader",
    ("view.fold", "z", "Fold", "fold or open the boilerplate under the cursor", "fold"),
    (
        "view.key-entities",
        "at",
        "Key entities",
        "show what this document mentions more than the others",
        "",
    ),
    (
        "view.collocations",
        "ampersand",
        "Collocations",
        "show what stands beside the selection or the word here, in all texts",
        "",
    ),
    ("view.fold-all", "Z", "Fold all", "fold or open all boilerplate", ""),
)

_SELECTING = command_rows(
    "Selecting",
    "reader",
    ("select.start", "v", "Select", "start a selection at the cursor, or drop it", "select"),
    ("select.word", "W", "Select word", "select the word under the cursor", ""),
    ("select.sentence", "V", "Select sentence", "select the sentence under the cursor", ""),
    ("select.paragraph", "ctrl+v", "Select paragraph", "select the paragraph here", ""),
) + command_rows(
    "Selecting",
    "select",
    ("select.other-end", "o", "Other end", "move the other end of the selection", "other end"),
    ("select.grow", "plus", "Grow", "grow the selection by a word", "grow"),
    ("select.shrink", "minus", "Shrink", "shrink the selection by a word", "shrink"),
)

_LABELS = tuple(
    Command(
        id=f"mark.label-{number}",
        keys=str(number),
        title=f"Label {number}",
        help=f"mark the selection, or relabel the mark here, with label {number}",
        action=f"mark_label({number})",
        group="Marking",
        context="reader",
    )
    for number in range(1, 10)
)

_MARKING = _LABELS + command_rows(
    "Marking",
    "reader",
    ("mark.any-label", "space", "Any label", "choose from all labels", "label"),
    ("mark.accept", "a", "Accept", "accept the suggestion under the cursor", "accept"),
    ("mark.reject", "x", "Reject", "reject the suggestion under the cursor", "reject"),
    ("mark.delete", "delete,d", "Delete", "remove the mark under the cursor", "delete"),
    ("mark.note", "m", "Note", "write a note to the mark under the cursor", "note"),
    ("mark.repeat", "full_stop", "Repeat", "do the last marking again, here", "repeat"),
    (
        "mark.always",
        "asterisk,plus",
        "Always mark",
        "have this name marked wherever it stands, and recognise again",
        "always",
    ),
    ("mark.unsure", "exclamation_mark", "Unsure", "say that you are not sure of this mark", ""),
)

COMMANDS: tuple[Command, ...] = (
    _PROGRAM + _MOVING + _DOCUMENTS + _MENTIONS + _VIEW + ENTITY_COMMANDS + _SELECTING + _MARKING
)
"""Every command, by group."""
