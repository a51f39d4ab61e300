-- The tariffs that hold on a day, everybody's first, then the audience's own.
-- Parameters: offers uuid[], audience uuid or null, day date.
select offer_id, unit, price_cents, vat_rate
from memberships_tariff
where offer_id = any (%(offers)s)
  and (audience_id is null or audience_id = %(audience)s::uuid)
  and valid_from <= %(day)s and (valid_until is null or valid_until > %(day)s)
order by audience_id nulls first
