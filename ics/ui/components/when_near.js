// Says once that this place of the page is in sight.
export default function whenNear({ parentElement, setTriggerValue }) {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    setTriggerValue("near", true);
  });
  observer.observe(parentElement.firstElementChild);
  return () => observer.disconnect();
}
