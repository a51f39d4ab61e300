"""The processes of this machine as the kernel lists them (Linux)."""

from pathlib import Path


def fields_of(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name; none once it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def parents() -> dict[int, int]:
    pids = [int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit()]
    return {pid: int(fields[1]) for pid in pids if (fields := fields_of(pid))}


def with_children(root: int, parents: dict[int, int]) -> set[int]:
    """It and all that descend from it."""
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found
