select
  u.id, u.call_sign as "callSign", u.capabilities, v.plate as "vehiclePlate",
  coalesce((
    select jsonb_agg(jsonb_build_object('id', a.id, 'displayName', a.display_name) order by m.place)
    from tablet_sign_on s
    join tablet_sign_on_member m on m.sign_on_id = s.id
    join user_account a on a.id = m.user_id
    where s.unit_id = u.id and s.ended_at is null
  ), '[]') as crew
from unit u
left join unit_vehicle_binding b on b.unit_id = u.id and b.bound @> now()
left join vehicle v on v.id = b.vehicle_id
where u.region_id = $1::text and u.retired_at is null
order by u.call_sign
limit 1000
