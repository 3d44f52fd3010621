"""The MCP server: `PublicTools` as tools with descriptions; the library is loaded only when a server is built.

Annotations are not postponed here: the library reads them from the functions when it registers them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from mitodoke import __version__
from mitodoke.publishing.api.problem import ApiProblemError
from mitodoke.publishing.mcp_server.tools import DEFAULT_LIMIT, PublicTools

if TYPE_CHECKING:
    from mcp.server import MCPServer

INSTRUCTIONS = (
    "市区町村が公表した市長公約・総合戦略・協働事業の記録を読むためのツールです。数は必ずsummariseで計算し、"
    "自分で合計や平均をしないでください。割合や順位は平均できません。nullは値がないことを示し、0ではありません。"
    "答えには、版の名前、原典の場所（place）、アドレス（source）、注記（notes）、対象の範囲（coverage）を添えてください。\n"
    "Tools to read what Japanese municipalities published about their pledges, strategies and collaboration projects."
    " Let `summarise` do every sum; never average percentages or ranks. null means that there is no value, never 0;"
    " decimals are texts. Cite the edition, the place and the source address, and pass on notes and coverage."
)

Json = dict[str, Any]


def build_server(base: str) -> "MCPServer[Any]":
    """The server over the editions in the database; `base` is the address of the public site, ending with a slash.

    Needs the library ``mcp``; ImportError without it.
    """
    from mcp.server import MCPServer  # noqa: PLC0415  the extra is optional
    from mcp.server.mcpserver.exceptions import ToolError  # noqa: PLC0415
    from mcp.types import ToolAnnotations  # noqa: PLC0415
    from pydantic import Field  # noqa: PLC0415  comes with mcp, which reads descriptions of arguments from it

    server: MCPServer[Any] = MCPServer("mitodoke", instructions=INSTRUCTIONS, version=__version__)
    tools = PublicTools(base)

    def told(action: Callable[[], Json]) -> Json:
        try:
            return action()
        except ApiProblemError as problem:
            raise ToolError(f"{problem.problem.detail} {problem.problem.detail_en}") from problem

    reading = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    chosen = Field(
        description="Filters by name, such as {'city': '999997', 'department': '課', 'q': '公園'}; list_tables with a"
        " table names those that apply. A list means any of its values."
    )
    one_edition = Field(description="Name of one edition; without it the newest editions of all cities.")

    @server.tool(annotations=reading)
    def list_cities() -> Json:
        """公表のある市区町村 / The municipalities with something published, and their newest editions."""
        return told(tools.list_cities)

    @server.tool(annotations=reading)
    def list_editions(filters: Annotated[dict[str, Any] | None, chosen] = None) -> Json:
        """すべての版 / All editions and versions; filters: city, kind, fiscal_year, version, latest."""
        return told(lambda: tools.list_editions(filters or {}))

    @server.tool(annotations=reading)
    def list_tables(
        table: Annotated[
            str | None, Field(description="Name of one table, for its columns, codes and filters.")
        ] = None,
    ) -> Json:
        """表の説明 / What the tables are; with a name its columns, codes, filters and what it can be grouped by."""
        return told(lambda: tools.list_tables(table))

    @server.tool(annotations=reading)
    def search_records(
        table: str,
        edition: Annotated[str | None, one_edition] = None,
        filters: Annotated[dict[str, Any] | None, chosen] = None,
        fields: Annotated[list[str] | None, Field(description="Columns to give; all by default.")] = None,
        limit: Annotated[int, Field(ge=1, le=200, description="Records a page.")] = DEFAULT_LIMIT,
        cursor: Annotated[str | None, Field(description="next_cursor of the answer before.")] = None,
    ) -> Json:
        """記録の検索 / Search the records of a table by words (filter q) and filters, page by page."""
        return told(lambda: tools.search_records(table, edition, filters or {}, fields or [], limit, cursor))

    @server.tool(annotations=reading)
    def read_record(edition: str, table: str, record_id: str) -> Json:
        """1つの記録 / Read one record with its edition, place in the source, addresses and notes."""
        return told(lambda: tools.read_record(edition, table, record_id))

    @server.tool(annotations=reading)
    def summarise(
        table: str,
        operation: Annotated[str, Field(description="count, sum, mean, minimum or maximum.")] = "count",
        column: Annotated[
            str | None, Field(description="The column of numbers; none for counting records.")
        ] = None,
        group_by: Annotated[
            list[str] | None, Field(description="Names that list_tables gives as group_by.")
        ] = None,
        edition: Annotated[str | None, one_edition] = None,
        filters: Annotated[dict[str, Any] | None, chosen] = None,
    ) -> Json:
        """集計 / Count, add or average records on the server: exact, with coverage; refuses what makes no sense."""
        return told(lambda: tools.summarise(table, operation, column, group_by or [], edition, filters or {}))

    return server
