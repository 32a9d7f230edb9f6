pytest_plugins = ["hosts"]
