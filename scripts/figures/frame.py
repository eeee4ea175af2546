"""What every figure stands in."""


def figure(name: str, label: str, body: str, caption: str) -> str:
    """Return a figure as one block of HTML: a blank line would end it, for Markdown."""
    lines = [
        f'<figure class="figure figure-{name}" id="figure-{name}" aria-label="{label}">',
        *body.splitlines(),
        f"<figcaption>{caption}</figcaption>",
        "</figure>",
    ]
    return "\n".join(line for line in lines if line.strip()) + "\n"
