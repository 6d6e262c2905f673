### Errors

