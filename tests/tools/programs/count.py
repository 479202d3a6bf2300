"""Imports every module of a generated Python client and counts its endpoints against the document's operations."""

import importlib
import json
import pathlib
import pkgutil
import sys

document, package = map(pathlib.Path, sys.argv[1:])
methods = {"get", "put", "post", "delete", "options", "head", "patch"}
paths = json.loads(document.read_text())["paths"]
operations = {operation["operationId"] for item in paths.values() for method, operation in item.items() if method in methods}

sys.path.insert(0, str(package.parent))
root = importlib.import_module(package.name)
modules = [importlib.import_module(found.name) for found in pkgutil.walk_packages(root.__path__, f"{package.name}.")]
endpoints = [module for module in modules if hasattr(module, "sync_detailed")]
if len(endpoints) != len(operations):
    sys.exit(f"{document.stem}: {len(endpoints)} endpoints for {len(operations)} operations")
print(f"{document.stem}: {len(endpoints)} endpoints, {len(modules)} modules imported")
