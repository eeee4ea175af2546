"""What every figure stands in."""


def figure(name: str, body: str, caption: str) -> str:
    """Return a figure as one block of HTML: a blank line would end it, for Markdown."""
    lines = [
        f'<figure class="figure figure-{name}" id="figure-{name}"'
        f' aria-labelledby="figure-{name}-caption">',
        *body.splitlines(),
        f'<figcaption id="figure-{name}-caption">{caption}</figcaption>',
        "</figure>",
    ]
    return "\n".join(line for line in lines if line.strip()) + "\n"
