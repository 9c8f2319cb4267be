-- Which assignments were made from a recommendation; without it every assignment ever made would be read.
create index assignment_recommendation on assignment (recommendation_id) where recommendation_id is not null;
