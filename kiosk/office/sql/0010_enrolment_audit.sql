-- Every certificate that begins to count stands in the audit, whichever way it came.
SET LOCAL search_path = office, pg_temp;

-- Enrolled by a code: by whoever made the code. Renewed: by the kiosk itself.
CREATE FUNCTION audit_certificate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
    INSERT INTO audit (account, act, subject, detail) VALUES (
        CASE WHEN NEW.enrolled_by <> 'console' AND (TG_OP = 'INSERT' OR NEW.enrolled_at <> OLD.enrolled_at)
             THEN NEW.enrolled_by ELSE '' END,
        CASE WHEN TG_OP = 'INSERT' OR NEW.enrolled_at <> OLD.enrolled_at THEN 'device.enrolled' ELSE 'device.renewed' END,
        NEW.kiosk_id, concat_ws(', ', NEW.device, nullif(NEW.note, '')));
    RETURN NULL;
END $$;

-- What an office below passes on has no certificate here.
CREATE TRIGGER audit_enrolled AFTER INSERT ON kiosk FOR EACH ROW
    WHEN (NEW.relayed_by IS NULL) EXECUTE FUNCTION audit_certificate();
CREATE TRIGGER audit_renewed AFTER UPDATE OF serial ON kiosk FOR EACH ROW
    WHEN (OLD.serial IS DISTINCT FROM NEW.serial) EXECUTE FUNCTION audit_certificate();
