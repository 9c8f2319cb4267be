select document from patient_record_version where record_id = $1::uuid and version = $2::int
