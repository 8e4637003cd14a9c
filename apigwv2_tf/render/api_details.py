"""All routes of the APIs before and after a change, in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from apigwv2_tf.prose import code
from apigwv2_tf.render.report_document import ApiDetails, RouteLine
from apigwv2_tf.render.route_rows import route_rows
from apigwv2_tf.render.routes import COLUMNS, route_cells
from apigwv2_tf.surface.plan import Action
from apigwv2_tf.surface.values import UNKNOWN, known, masked
from apigwv2_tf.surface.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from apigwv2_tf.render.route_rows import ApiRows, RouteRow
    from apigwv2_tf.surface.elements import Cors, Stage
    from apigwv2_tf.surface.model import Api, Surface
    from apigwv2_tf.surface.plan import Comparison
    from apigwv2_tf.surface.values import Texts

    _Pair: TypeAlias = tuple[ApiRows | None, ApiRows | None]


_HIDDEN = ("", str(UNKNOWN), str(masked("")))


def compared_details(comparison: Comparison) -> tuple[ApiDetails, ...]:
    """Return the APIs of both sides, by name; routes belong together by their keys."""
    before = {api.address: api for api in route_rows(comparison.before)}
    after = {api.address: api for api in route_rows(comparison.after)}
    moved = comparison.moved()
    old = {address: moved.get(address, address) for address in after}
    pairs: list[_Pair] = [(before.get(old[address]), api) for address, api in after.items()]
    pairs += [(before[address], None) for address in before.keys() - set(old.values())]
    pairs.sort(key=_order)
    forgotten = frozenset(
        one.previous_address or one.address
        for one in comparison.changes
        if one.action is Action.FORGET and not one.deposed
    )
    return tuple(_details(*pair, comparison.after, moved, forgotten) for pair in pairs)


def _order(pair: _Pair) -> tuple[str, str]:
    before, after = pair
    api = after or before
    return ("", "") if api is None else (api.name, api.address)


def details(surface: Surface) -> tuple[ApiDetails, ...]:
    """Return the APIs of one side, by name."""
    return tuple(_details(api, api, surface, {}, frozenset()) for api in route_rows(surface))


def _details(
    before: ApiRows | None,
    after: ApiRows | None,
    surface: Surface,
    moved: Mapping[str, str],
    forgotten: frozenset[str],
) -> ApiDetails:
    api = after or before
    return ApiDetails(
        api="" if api is None else api.name or api.address,
        columns=COLUMNS[1:],
        lines=tuple(_lines(_by_key(before), _by_key(after), moved, forgotten)),
        facts=() if after is None else _facts(surface.api(after.address)),
    ).without_empty_columns()


def _lines(
    before: dict[str, RouteRow],
    after: dict[str, RouteRow],
    moved: Mapping[str, str],
    forgotten: frozenset[str],
) -> Iterator[RouteLine]:
    """Yield the routes of both sides, by path and method."""
    keys = {row.address: key for key, row in before.items()}
    # a route whose new key nobody can tell is neither gone nor new for certain
    hidden = {
        old: after.pop(key)
        for key, row in list(after.items())
        if row.key in _HIDDEN
        and (old := keys.get(moved.get(row.address, row.address))) is not None
        and old not in after
    }
    both = {**before, **after}
    for key in sorted(both, key=lambda key: _place(both[key])):
        was, row = before.get(key), hidden.get(key)
        new = row or after.get(key)
        # what Terraform only forgets is still served
        stays = was is not None and new is None and was.address in forgotten
        yield RouteLine(
            key=key,
            before=_told(was),
            after=_told(was if stays else new),
            key_after=None if row is None else row.key,
            forgotten=stays,
        )


def _by_key(api: ApiRows | None) -> dict[str, RouteRow]:
    """Return the rows by their keys; where a key does not tell one, by their addresses."""
    rows = () if api is None else api.rows
    times = Counter(row.key for row in rows)
    return {
        row.address if times[row.key] > 1 or row.key in _HIDDEN else row.key: row for row in rows
    }


def _place(row: RouteRow) -> tuple[str, str, str, str]:
    return (row.path, row.method, row.key, row.address)


def _told(row: RouteRow | None) -> tuple[str, ...] | None:
    return None if row is None else route_cells(row)[1:]


def _facts(api: Api | None) -> tuple[str, ...]:
    if api is None:
        return ()
    closed = api.disable_execute_api_endpoint is True
    endpoint = ["The endpoint that AWS gives it is off."] if closed else []
    return (*sorted(map(_stage, api.stages)), *_cors(api.cors), *endpoint)


def _stage(stage: Stage) -> str:
    name = code(known(stage.name) or stage.origin.address)
    if not isinstance(stage.auto_deploy, bool):
        return f"Stage {name}."
    if stage.auto_deploy:
        return f"Stage {name} releases changes by itself."
    return f"Stage {name} serves its last deployment: changes wait for another."


def _cors(cors: Cors | None) -> list[str]:
    if cors is None:
        return []
    credentials = ", with credentials" if cors.allow_credentials is True else ""
    return [f"CORS for {_list(cors.allow_origins)}{credentials}."]


def _list(values: Texts) -> str:
    if not isinstance(values, tuple):
        return "nobody" if values is None else str(values)
    return ", ".join(map(shown, values)) or "nobody"
