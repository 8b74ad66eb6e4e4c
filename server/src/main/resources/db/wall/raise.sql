-- At every start, before the parts' own `wall.sql`. Where we may not create the role, an administrator does.
do $$
  begin
    if to_regrole('meanwhile_person') is null then
      create role meanwhile_person nologin;
    end if;
    if not pg_catalog.pg_has_role(current_user, 'meanwhile_person', 'set') then
      execute format('grant meanwhile_person to %I with inherit false, set true', current_user);
    end if;
  exception
    when duplicate_object or unique_violation or insufficient_privilege or undefined_object then null;
  end
$$;

-- Tables that came since the engine's own.
select meanwhile.raise_wall();
