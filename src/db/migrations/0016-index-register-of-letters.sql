-- The register of a place is read from the newest letter back, by kind or by what is still to be handed over. Papers
-- that nobody is handed are left out: they would be most of what has no day of delivery.
create index letter_of_kind on letter (kind, id);
create index letter_to_hand_over on letter (id)
  where delivered_on is null and kind not in ('promise', 'survey-form', 'opinion', 'public-notice');
