-- Lock every resource of the offers, in order of id. Parameters: offers uuid[].
select id from spaces_resource
where id in (select resource_id from spaces_offerresource where offer_id = any (%(offers)s))
order by id
for no key update
