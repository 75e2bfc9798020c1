// The colour theme: light, dark, or the system's. A plain script, run before
// the first paint, so that a dark page never flashes white.
(function () {
  const key = "greenroom.theme";
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search).get("theme");

  function stored() {
    try {
      return localStorage.getItem(key) || "system";
    } catch {
      return "system";
    }
  }

  function apply(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  let current = asked || stored();
  apply(current);

  window.greenroomTheme = {
    get: () => current,
    set(theme) {
      current = theme;
      apply(theme);
      try {
        localStorage.setItem(key, theme);
      } catch {
        // A browser that keeps nothing still shows the chosen theme until reload.
      }
    },
  };
})();
