-- What was once believed about a subject is found again, to work a decision out as it was made.
create index fact_once_believed on fact (subject, subject_id) where superseded_at is not null;
create index held_row_of_person on held_row (person_id) where person_id is not null;
