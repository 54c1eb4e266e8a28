"""The three acts and their kinds, and what each is called when it is explained to somebody."""

ACT_OF = {
    "open": "question", "probing": "question", "clarifying": "question", "evidence": "question",
    "closed": "question", "leading": "question",
    "disguised": "advice", "suggestion": "advice", "recommendation": "advice", "telling": "advice", "solving": "advice",
    "procedure": "other", "summary": "other", "thanks": "other", "information": "other",
}  # fmt: skip
KINDS = tuple(ACT_OF)
ACTS = ("question", "advice", "other")

WHY = {
    "open": "It is an open question: the school can answer it in several ways.",
    "probing": "It is a probing question: it goes behind what was said.",
    "clarifying": "It is a clarifying question: it makes sure of a meaning or a figure.",
    "evidence": "It is an evidence question: it asks what shows it, where it could be seen or who else would say so.",
    "closed": "It is a closed question: yes, no or one fact answers it. 'What' or 'how' would open it.",
    "leading": "It is a leading question: it points to the answer you expect.",
    "disguised": "It is advice in a question's clothes: your own solution is inside it.",
    "suggestion": "It is advice, softly offered: the idea is yours, not the school's.",
    "recommendation": "It is advice: it says what you think the school should do.",
    "telling": "It is advice in the form of an order: it tells the school what to do about its own work.",
    "solving": "It is advice: it brings your own way of doing it, or offers to do it.",
    "procedure": "It runs the meeting, so it is neither question nor advice.",
    "summary": "It plays back what was said, so it is neither question nor advice.",
    "thanks": "It thanks or praises, so it is neither question nor advice.",
    "information": "It tells a fact, so it is neither question nor advice.",
}
