-- Rules of destinations are versions like the other policies; a region without rows goes by the preset.
alter table policy_version drop constraint policy_version_kind_check;
alter table policy_version add constraint policy_version_kind_check
check (kind in ('responsePlan', 'standards', 'triageTree', 'destinationRules'));
