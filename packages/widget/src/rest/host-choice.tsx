/** @jsxImportSource preact */
import type { PartProps } from '../ui/ui.ts';

/** With whom: anyone, or one of the hosts. */
export function HostChoice({ ui, state }: PartProps) {
  const { messages } = ui.words;
  return (
    <div class="field">
      <label htmlFor="host">{messages.with}</label>
      <select
        id="host"
        class="input"
        value={state.host.id ?? ''}
        onChange={({ currentTarget: { value } }) => void ui.flow.chooseHost(value || undefined)}
      >
        <option value="">{messages.anyone}</option>
        {state.hostChoice.map(({ member_id, name }) => (
          <option key={member_id} value={member_id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
