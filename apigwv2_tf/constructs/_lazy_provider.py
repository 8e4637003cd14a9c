"""
Load the submodules of CDKTF's AWS provider package when they are used.

``cdktf_cdktf_provider_aws`` imports all of its two thousand submodules as soon as one is wanted,
which costs every program 8 to 16 seconds. A finder in front of Python's own gives the package
without that list of imports; each submodule is then imported when it is first named, by us or by
the user, and so is the JavaScript behind it. It changes nothing where the package has been imported
before, where it is lazy already, and where the environment variable ``APIGWV2_TF_EAGER_PROVIDER``
is set.
"""

from __future__ import annotations

import importlib
import os
import sys
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType

TYPE_CHECKING = False  # as in typing, whose import would triple the time of this one
if TYPE_CHECKING:
    from collections.abc import Sequence

PACKAGE = "cdktf_cdktf_provider_aws"
ASSEMBLY = f"{PACKAGE}._jsii"  # the submodule that loads the package's JavaScript
OFF_SWITCH = "APIGWV2_TF_EAGER_PROVIDER"


def install() -> None:
    """Put the finder in front of Python's own, once."""
    if PACKAGE in sys.modules or os.environ.get(OFF_SWITCH):
        return
    if not any(isinstance(finder, LazyProviderFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, LazyProviderFinder())


class LazyProviderFinder:
    """Find the provider package and what loads its JavaScript, and have both loaded lazily."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Return the package's own specification with the loader exchanged."""
        if fullname not in (PACKAGE, ASSEMBLY):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.origin is None or not isinstance(spec.loader, SourceFileLoader):
            return None
        if fullname == ASSEMBLY:
            spec.loader = LazyAssemblyLoader(fullname, spec.origin)
            return spec if _is_lazy() else None
        if not _finds_types():
            return None
        submodules = eager_submodules(spec.loader.get_source(fullname) or "")
        if not submodules:
            return None
        spec.loader = LazyProviderLoader(fullname, spec.origin, submodules)
        return spec


class LazyProviderLoader(SourceFileLoader):
    """Make the package object without running its list of imports."""

    def __init__(self, fullname: str, path: str, submodules: frozenset[str]) -> None:
        super().__init__(fullname, path)
        self._submodules = submodules

    def exec_module(self, module: ModuleType) -> None:
        """Give the package its path and its names; import a submodule when it is asked for."""
        from pkgutil import extend_path  # only a program that uses the provider needs it

        name, submodules = module.__name__, self._submodules

        def load(attribute: str) -> ModuleType:
            if attribute in submodules:
                return importlib.import_module(f"{name}.{attribute}")
            message = f"module {name!r} has no attribute {attribute!r}"
            raise AttributeError(message)

        module.__path__ = extend_path(module.__path__, name)
        module.__dict__.update(
            __all__=sorted(submodules),
            __getattr__=load,
            __dir__=lambda: sorted({*submodules, *vars(module)}),
        )


class LazyAssemblyLoader(SourceFileLoader):
    """Have the JavaScript behind the package loaded lazily, too."""

    def exec_module(self, module: ModuleType) -> None:
        """Prepare jsii's Node.js process, then load the JavaScript."""
        from apigwv2_tf.constructs import _lazy_assembly

        _lazy_assembly.install()
        super().exec_module(module)
        _lazy_assembly.name_modules(PACKAGE, sys.modules[PACKAGE].__all__)


def _finds_types() -> bool:
    """Say whether jsii can import the module of a type that Node.js names; 1.134 and newer can."""
    try:
        from apigwv2_tf.constructs import _lazy_assembly
    except ImportError:  # without jsii, which the package asks for itself
        return False
    return _lazy_assembly.finds_types()


def _is_lazy() -> bool:
    """Say whether the package is one that was made lazy here."""
    spec = getattr(sys.modules.get(PACKAGE), "__spec__", None)
    return isinstance(getattr(spec, "loader", None), LazyProviderLoader)


def eager_submodules(source: str) -> frozenset[str]:
    """
    Return the submodules that a package's source imports by name on its top level.

    None where the package has a ``__getattr__`` of its own, so loads them lazily already.
    """
    import ast  # only a program that uses the provider needs it

    body = ast.parse(source).body
    if any(isinstance(part, ast.FunctionDef) and part.name == "__getattr__" for part in body):
        return frozenset()
    return frozenset(
        name.name
        for statement in body
        if isinstance(statement, ast.ImportFrom) and statement.level == 1 and not statement.module
        for name in statement.names
    )
