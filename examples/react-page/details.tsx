import { type BookingFlow, formatStart } from '@astrocal/react';
import type { FormEvent } from 'react';

/** Who books. What was typed stays when the time was taken meanwhile and another one is chosen. */
export function Details({ flow, locale }: { readonly flow: BookingFlow; readonly locale: string }) {
  const { slot, timezone, details, isSubmitting, submit, back } = flow;
  if (!slot || !timezone) return null;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    void submit({ invitee_name: text('name'), invitee_email: text('email'), notes: text('notes') || null });
  };
  return (
    <form onSubmit={send}>
      <h2>{formatStart(slot, locale, timezone)}</h2>
      <label>
        Name
        <input name="name" required autoComplete="name" defaultValue={details?.invitee_name} />
      </label>
      <label>
        E-mail
        <input
          name="email"
          type="email"
          required
          autoComplete="email"
          defaultValue={details?.invitee_email}
        />
      </label>
      <label>
        Notes
        <textarea name="notes" maxLength={1000} defaultValue={details?.notes ?? ''} />
      </label>
      <button type="submit" disabled={isSubmitting}>
        {isSubmitting ? 'Booking …' : 'Book'}
      </button>
      <button type="button" className="plain" onClick={back}>
        Another time
      </button>
    </form>
  );
}
