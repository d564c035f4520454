let helpText = "fuzz\n"
