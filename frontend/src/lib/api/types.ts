/** The shapes of API v1 that the screens read and send. */

export interface Money { cents: number; currency: string }
export interface Period { starts_at: string; ends_at: string }
export interface Named { id: string; name: string }
export interface Coded { code: string; name: string }
export interface Pictured extends Coded { icon: string }
export interface Page<T> { count: number; next: string | null; previous: string | null; results: T[] }

export interface ApiErrorBody {
  code: string;
  message: string;
  fields: Record<string, string[]>;
  details: Record<string, unknown>;
}

export interface Me {
  id: string;
  name: string;
  email: string | null;
  language: string;
  telephone: string;
  audience: Coded | null;
  roles: { role: string; site: string | null }[];
  is_staff: boolean;
  organisations: { id: string; name: string; is_manager: boolean }[];
  questions_due: boolean;
}

export interface MeContext {
  person: Me | null;
  language: string;
  house: { name: string; telephone: string; email: string };
  kinds: Pictured[];
  demo: boolean;
}

export interface Site {
  id: string;
  slug: string;
  name: string;
  address: string;
  postcode: string;
  city: string;
  country: string;
  time_zone: string;
  telephone: string;
  email: string;
  directions: string;
  accessibility: string;
  today: { open: Period[]; closed_reason: string | null };
}

export interface Policy {
  granularity_minutes: number;
  min_minutes: number;
  max_minutes: number;
  span: 'open_throughout' | 'may_span_closed';
  notice_minutes: number;
  horizon_days: number;
  change_notice_minutes: number;
  needs_approval: boolean;
  hold_minutes: number;
  max_party_size: number | null;
}

export interface Requirement {
  mode: 'nothing' | 'accompanied' | 'autonomous';
  category: Named | null;
  met: boolean | null;
}

export type Unit = 'hour' | 'half_day' | 'day';

export interface Offer {
  id: string;
  site: string;
  site_name: string;
  slug: string;
  kind: string;
  name: string;
  description: string;
  safety: string;
  rules_text: string;
  quantifier: 'any' | 'all';
  size: number;
  capacity: number | null;
  choose_by_name: boolean;
  features: Pictured[];
  resources?: { id: string; name: string; features: string[] }[];
  policy: Policy;
  requirement: Requirement;
  prices: { unit: Unit; price: Money }[];
  lender: { name: string } | null;
}

export interface Free extends Period { count: number }

export interface Availability {
  offer: string;
  open: Period[];
  attended: Period[];
  free: Free[];
  closed: (Period & { reason: string })[];
}

export interface Taken extends Period {
  kind: 'booking' | 'block' | 'mine';
  state?: string;
  held: boolean;
  booking: string | null;
  block: string | null;
  who: string | null;
  label: string | null;
}

export interface Planning {
  site: string;
  resources: { id: string; name: string; kind: string; offers: string[]; taken: Taken[] }[];
}

export interface QuoteItem { offer: string; quantity?: number; resource?: string }

export interface QuoteRequest extends Period {
  items: QuoteItem[];
  party_size?: number;
  for_person?: string;
  organisation?: string;
}

export interface BookingRequest extends QuoteRequest { purpose?: string; hold?: boolean }

export interface QuoteLine {
  label: string;
  quantity: string;
  unit: Unit;
  unit_price: Money;
  total: Money;
  offer: string;
}

export interface Refusal { code: string; message: string; details: Record<string, unknown> }

export interface Alternative extends Period {
  items: { offer: string; quantity: number }[];
  offer_name: string;
  site: string;
  site_name: string;
  reason: 'other_time' | 'other_offer' | 'other_site';
  price: Money | null;
}

export interface Quote {
  total: Money;
  lines: QuoteLine[];
  vat: { rate: string; amount: Money }[];
  available: boolean;
  refusals: Refusal[];
  alternatives: Alternative[];
  needs_approval: boolean;
  button: string;
}

export type BookingState =
  | 'hold' | 'awaiting_approval' | 'awaiting_payment' | 'confirmed' | 'checked_in'
  | 'completed' | 'no_show' | 'cancelled' | 'declined' | 'expired';

export type BookingAction = 'confirm' | 'extend-hold' | 'move' | 'cancel' | 'approve' | 'decline' | 'settle';

export interface BookingItem {
  offer: string;
  offer_name: string;
  kind: string;
  quantity: number;
  resources: Named[];
}

export interface Booking extends Period {
  id: string;
  state: BookingState;
  site: { id: string; name: string; time_zone: string; telephone: string };
  items: BookingItem[];
  purpose: string;
  party_size: number | null;
  person: Named | null;
  organisation: Named | null;
  booked_by: Named | null;
  channel: 'online' | 'phone' | 'desk';
  price: Money;
  price_lines: QuoteLine[];
  order: { id: string; state: 'due' | 'settled' | 'void'; total: Money; due_at: string | null } | null;
  held_until: string | null;
  hold_extended: boolean;
  reason: string;
  created_at: string;
  actions: BookingAction[];
}

export interface Person {
  id: string;
  name: string;
  email: string | null;
  telephone: string;
  birth_year: number | null;
  audience: Coded | null;
  organisations: Named[];
  language: string;
}

export interface Block extends Period {
  id: string;
  site: string;
  kind: 'maintenance' | 'staff_use' | 'absence' | 'recall';
  note: string;
  resources: Named[];
  created_by: Named | null;
  is_active: boolean;
}

export interface Order {
  id: string;
  booking: string;
  person: Named | null;
  organisation: Named | null;
  total: Money;
  channel: 'online' | 'phone' | 'desk';
  state: 'due' | 'settled' | 'void';
  due_at: string | null;
  settled_at: string | null;
  settled_by: Named | null;
  note: string;
}
