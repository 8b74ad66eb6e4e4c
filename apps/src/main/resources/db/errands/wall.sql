grant select on meanwhile.imports, meanwhile.import_rejects, meanwhile.contacts, meanwhile.places to meanwhile_person;
