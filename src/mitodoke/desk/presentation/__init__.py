"""What the desk's pages show, made from what the queries give: values that templates put out as they are."""
