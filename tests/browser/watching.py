"""Hears what a page complains of: breaches of the content policy, console errors, uncaught ones."""

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Response, WebError

POLICY = "Content policy broken"
_TELL_POLICY = f"""
document.addEventListener('securitypolicyviolation', (event) =>
  console.error('{POLICY}:', event.effectiveDirective, event.blockedURI, event.sourceFile));
"""
_NOT_LOADED = re.compile(r"Failed to load resource: .* status of (\d+)")


class Watch:
    """Everything that went wrong in the contexts given to it.

    A browser writes every answer of 400 or more into the console, also a refusal that the screen
    puts into words: a story names those it provokes with `refusals`.
    """

    def __init__(self) -> None:
        self._heard: list[str] = []
        self._refusals: set[int] = set()

    def over(self, context: BrowserContext) -> None:
        context.add_init_script(_TELL_POLICY)
        context.on("console", self._console)
        context.on("weberror", self._uncaught)
        context.on("response", self._answer)

    def refusals(self, *statuses: int) -> None:
        """Answers that this test provokes on purpose."""
        self._refusals.update(statuses)

    def complaints(self) -> list[str]:
        return [line for line in self._heard if not self._is_refusal(line)]

    def _is_refusal(self, line: str) -> bool:
        found = _NOT_LOADED.search(line)
        return found is not None and int(found[1]) in self._refusals

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._heard.append(f"{message.location.get('url')}: {message.text}")

    def _uncaught(self, error: WebError) -> None:
        self._heard.append(f"uncaught: {error.error}")

    def _answer(self, response: Response) -> None:
        if response.status >= 500 and response.status not in self._refusals:
            self._heard.append(f"{response.status} {response.url}")
