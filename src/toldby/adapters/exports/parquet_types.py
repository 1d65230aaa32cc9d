"""The types of every Parquet table, written once; nested values keep the names of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from toldby.adapters.exports.event_report import COLUMNS, NUMBERS

if TYPE_CHECKING:
    from types import ModuleType

# s text, i int32, f float64, b bool, d date32, j JSON text, [x] list, {a:x} struct, <x> map from text
_SPAN: Final = "{start:i,end:i}"
_PARTY: Final = "{id:s,name:s,side:s,words:s}"
_COUNT: Final = "what:s,side:s,kind:s,victim_status:s,low:i,high:i,qualifier:s"
_CLAIMED: Final = "{id:s,name:s,side:s,claim_ids:[s]}"
_PLACE: Final = "{place_id:s,text:s,start:i,end:i,relation:s}"
_PROPOSITION: Final = (
    "{type:s,status:s,start:s,end:s,start_date:d,end_date:d,date_precision:s,partial:s,"
    f"places:[{_PLACE}],agents:[{_PARTY}],patients:[{_PARTY}],counts:[{{{_COUNT}}}],means:s,object:s,attributes:<s>}}"
)
_TABLES: Final = {
    "documents": "doc_id:s,path:s,sha256:s,text_sha256:s,title:s,outlet:s,url:s,language:s,text:s,"
    "zones:[{kind:s,start:i,end:i}],published:{earliest:s,latest:s,earliest_date:d,latest_date:d,method:s,"
    "evidence:[{method:s,value:s,start:i,end:i}]},problems:[{code:s,reason:s}],"
    "drops:[{start:i,end:i,stage:s,reason:s}],main_incident_id:s,meta:<s>",
    "claims": f"claim_id:s,doc_id:s,path:s,voice:s,directness:s,stance:s,commitment:s,source:[{_SPAN}],cue:[{_SPAN}],"
    f"content:[{_SPAN}],text:s,speaker:{{id:s,name:s,side:s,resolved_by:s}},"
    "inferred_speaker:{id:s,name:s,side:s,resolved_by:s},chain:[{role:s,id:s,name:s,status:s,via:s}],parent:s,"
    f"targets:[s],target_relations:[s],flags:[s],proposition:{_PROPOSITION},further_propositions:[{_PROPOSITION}],"
    "episode_id:s,incident_ids:[s],origin_id:s,reason:s,machine:j,reviewed:j",
    "incidents": "incident_id:s,event_id:s,type:s,attributes:<s>,acled_event_type:s,acled_sub_event_type:s,"
    "plover:{event:s,mode:s},ucdp_type_of_violence:i,status:s,state:s,start:s,end:s,start_date:d,end_date:d,"
    "date_precision:s,names:[s],places:[{place_id:s,names:[{text:s,used_by:[s]}],lat:f,lon:f,radius_m:i,precision:s,"
    f"points:[{{lat:f,lon:f,radius_m:i,source:s}}],geojson:j}}],agents:[{_CLAIMED}],patients:[{_CLAIMED}],"
    "casualties:[{side:s,kind:s,victim_status:s,low:i,high:i,qualifier:s,claim_ids:[s]}],"
    f"counts:[{{{_COUNT},claim_ids:[s]}}],means:[s],object:[s],documents:[s],evidence:[{{doc:s,start:i,end:i}}],"
    "origins:{low:i,high:i,by_camp:<i>},propositions:[{slot:s,value:s,support:[s],against:[s],low:i,high:i,"
    "by_camp:<i>,against_low:i,against_high:i,flags:[s],reason:s}],links:[{kind:s,incident_id:s}],anchor:s,"
    "episodes:[s],reason:s,machine:j,reviewed:j,x_url:s,x_policy:s,x_left_out:i",
    "relations": "incident_id:s,slot:s,kind:s,a:s,b:s,camp:s,flags:[s],reason:s",
    "places": "path:s,doc_id:s,start:i,end:i,text:s,place_id:s,lat:f,lon:f,radius_m:i,precision:s,kind:s,role:s,"
    "relation:s,geonameid:i,status:s,candidates:[{place_id:s,score:f}],reason:s",
    "times": "path:s,doc_id:s,start:i,end:i,text:s,type:s,value:s,earliest:s,latest:s,earliest_date:d,latest_date:d,"
    "points:[s],mode:s,granularity:s,modifier:s,anchor:s,edtf:s,candidates:[{earliest:s,latest:s,reason:s}],reason:s",
    "reuse": "a:s,b:s,spans:[{start_a:i,end_a:i,start_b:i,end_b:i}],coverage_a:f,coverage_b:f,kind:s,reason:s",
    "origins": "origin_id:s,name:s,actor_id:s,kind:s,side:s,camp:s,members:[s],reason:s",
    "judgements": "judgement_id:s,verdict:s,on:{kind:s,ids:[s],field:s},value:j,who:s,when:s,why:s,supersedes:s,"
    "prev_hash:s,value_json:s",
    "problems": "path:s,member:s,sha256:s,state:s,stage:s,code:s,reason:s",
}
_WHOLE: Final = frozenset(
    {*NUMBERS, "date_prec", "date_rank", "radius_m", "geo_prec", "geo_rank", "char_start", "char_end", "x_left_out"}
)
_FRACTIONS: Final = frozenset({"latitude", "longitude", "confidence"})


def make_schema(arrow: ModuleType, name: str) -> Any:  # noqa: ANN401 - a type of the library
    """The schema of a table."""
    if name == "accounts":
        kinds = {c: "i" if c in _WHOLE else "f" if c in _FRACTIONS else "s" for c in COLUMNS}
        told = ",".join(f"{column}:{kind}" for column, kind in kinds.items())
        told += ",date_start_date:d,date_end_date:d,published_start_date:d,published_end_date:d"
    else:
        told = _TABLES[name]
    kind, rest = _read(arrow, "{" + told + "}")
    if rest:
        raise ValueError(f"the types of {name} are not well written: {rest[:40]}")
    return arrow.schema(list(kind))


def _read(arrow: ModuleType, told: str) -> tuple[Any, str]:
    """One type and what stands after it."""
    simple = {
        "s": arrow.string(), "j": arrow.string(), "i": arrow.int32(), "f": arrow.float64(), "b": arrow.bool_(),
        "d": arrow.date32(),
    }  # fmt: skip
    if told[0] in simple:
        return simple[told[0]], told[1:]
    if told[0] == "[":
        kind, rest = _read(arrow, told[1:])
        return arrow.list_(kind), rest[1:]
    if told[0] == "<":
        kind, rest = _read(arrow, told[1:])
        return arrow.map_(arrow.string(), kind), rest[1:]
    fields, rest = [], told[1:]
    while rest[0] != "}":
        name, _, rest = rest.lstrip(",").partition(":")
        kind, rest = _read(arrow, rest)
        fields.append(arrow.field(name, kind))
    return arrow.struct(fields), rest[1:]
