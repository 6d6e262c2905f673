"""The engine: a recurrent network read forward and backward in NumPy. It knows no web and no pydantic."""
