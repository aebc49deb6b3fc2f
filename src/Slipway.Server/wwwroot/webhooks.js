// <button data-copy="id">: copies what stands in the input of that id. Where the browser will not (it does so only over https), the text is
// selected, for people to copy it themselves.
document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('[data-copy]');
  const input = button && document.getElementById(button.dataset.copy);
  if (!input) return;
  input.select();
  let isCopied = false;
  try {
    await navigator.clipboard.writeText(input.value);
    isCopied = true;
  } catch {
    isCopied = document.execCommand('copy');
  }
  button.dataset.copied = isCopied ? 'Copied' : 'Selected: press Ctrl+C';
  setTimeout(() => delete button.dataset.copied, 4000);
});
