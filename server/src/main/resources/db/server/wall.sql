grant select, insert on meanwhile.uploads to meanwhile_person;
