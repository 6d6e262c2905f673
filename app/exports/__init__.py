"""Forms of an answer, one file each: Run → bytes."""
