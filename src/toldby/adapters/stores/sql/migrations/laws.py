"""Laws kept by the database itself since schema 0001: judgements are only appended, spans read back."""

from __future__ import annotations

_SQLITE = (
    """CREATE TRIGGER judgement_no_update BEFORE UPDATE ON judgement
    BEGIN SELECT RAISE(ABORT, 'judgements are only appended, never changed'); END""",
    """CREATE TRIGGER judgement_no_delete BEFORE DELETE ON judgement
    BEGIN SELECT RAISE(ABORT, 'judgements are only appended, never removed'); END""",
    # substr() walks the text for each span: very long reports are checked by the write function alone
    """CREATE TRIGGER claim_span_law BEFORE INSERT ON claim_span
    WHEN COALESCE((
        SELECT CASE WHEN length > 200000 THEN NEW."end" > length
               ELSE substr(text, NEW.start + 1, NEW."end" - NEW.start) <> NEW.quote END
        FROM report_text WHERE report_id = NEW.report_id), 1)
    BEGIN SELECT RAISE(ABORT, 'a span does not read back from the text'); END""",
)

_POSTGRES = (
    """CREATE FUNCTION refuse_judgement_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'judgements are only appended, never changed or removed'; END $$""",
    """CREATE TRIGGER judgement_no_change BEFORE UPDATE OR DELETE ON judgement
    FOR EACH ROW EXECUTE FUNCTION refuse_judgement_change()""",
    """CREATE TRIGGER judgement_no_truncate BEFORE TRUNCATE ON judgement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_judgement_change()""",
    """CREATE FUNCTION check_span() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (SELECT 1 FROM report_text WHERE report_id = NEW.report_id
                       AND substr(text, NEW.start + 1, NEW."end" - NEW.start) = NEW.quote) THEN
            RAISE EXCEPTION 'a span does not read back from the text';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER claim_span_law BEFORE INSERT ON claim_span
    FOR EACH ROW EXECUTE FUNCTION check_span()""",
)

LAWS = {"sqlite": _SQLITE, "postgresql": _POSTGRES}
