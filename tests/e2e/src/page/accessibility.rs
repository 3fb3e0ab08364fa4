//! What axe-core (<https://github.com/dequelabs/axe-core>) finds on the page, and sizes and looks of it.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::Page;
use crate::Result;
use crate::browser::evidence_folder;
use crate::site::package_folder;

/// Where xtask installs it, pinned by package-lock.json.
const AXE: &str = "node_modules/axe-core/axe.min.js";

/// Runs the rules of WCAG 2.2 A and AA and tells each violation in a line. The frame of the sandbox is
/// left out: it shows nothing.
const RUN: &str = r#"
    document.documentElement.setAttribute("data-theme", arguments[0]);
    const settings = {
        iframes: false,
        resultTypes: ["violations"],
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
        rules: { "target-size": { enabled: true } },
    };
    return axe.run(document, settings).then((found) => found.violations.flatMap((violation) =>
        violation.nodes.map((node) => {
            const why = [...node.any, ...node.all, ...node.none].map((check) => check.message);
            return `${violation.id} at ${node.target.join(" ")}: ${why.join("; ")}`;
        })));
"#;

/// What cannot be read where the page is narrow: what reaches beyond the side of what cuts it off, and
/// buttons whose words are cut. Names of things may be; they are somewhere else, too.
const CUT_OFF: &str = r#"
    const names = ".title, .artifact, .tools > :first-child, [role=option]";
    const seen = () => [...document.querySelectorAll("body *")]
        .filter((it) => it.checkVisibility({ visibilityProperty: true }));
    const isBeyond = (it) => {
        let around = it.parentElement;
        while (around !== document.body && getComputedStyle(around).overflowX === "visible")
            around = around.parentElement;
        const { overflowX, textOverflow } = getComputedStyle(around);
        if (["auto", "scroll"].includes(overflowX) || textOverflow === "ellipsis") return false;
        const [box, room] = [it.getBoundingClientRect(), around.getBoundingClientRect()];
        return box.width > 1 && (box.left < room.left - 1 || box.right > room.right + 1);
    };
    const isCut = (it) => it.scrollWidth > it.clientWidth + 1 && !it.matches(names);
    const told = (what) => (it) => `${it.outerHTML.slice(0, 120)} ${what}`;
    const found = () => [
        ...seen().filter(isBeyond).map(told("reaches beyond the side")),
        ...seen().filter((it) => it.matches("button, summary.chip")).filter(isCut).map(told("is cut off")),
    ];
    // What is on its way out when the page gets narrow, such as the list of conversations.
    const transitions = document.getAnimations().filter((it) => it instanceof CSSTransition);
    return Promise.allSettled(transitions.map((it) => it.finished)).then(found);
"#;

/// Width and height of a desk's window, in CSS pixels.
pub const WIDE: (u32, u32) = (1280, 900);
/// Width and height of a telephone's, in CSS pixels.
pub const NARROW: (u32, u32) = (390, 844);
/// The narrowest that all has to fit into, in CSS pixels: <https://www.w3.org/TR/WCAG22/#reflow>.
const NARROWEST: (u32, u32) = (320, 640);

impl Page {
    /// Checks what is on the screen against WCAG 2.2 AA in these themes, and leaves a picture of each in
    /// target/e2e/screens.
    ///
    /// # Errors
    /// All violations, each with the name of the screen.
    pub async fn check_accessibility(&self, screen: &str, themes: &[&str]) -> Result {
        let axe = package_folder().join(AXE);
        let axe = std::fs::read_to_string(&axe)
            .map_err(|error| format!("{}: {error}; run `cargo xtask test e2e`", axe.display()))?;
        let there = "return typeof axe === 'object'";
        if self.script(there, Vec::new()).await? != true {
            // Put into the window by hand: a script of WebDriver is a function's body.
            self.script(&format!("{axe};\nwindow.axe = axe;"), Vec::new())
                .await?;
        }
        let before = "return document.documentElement.getAttribute('data-theme')";
        let before = self.script(before, Vec::new()).await?;
        let mut problems = Vec::new();
        for &theme in themes {
            let found = self.script(RUN, vec![theme.into()]).await?;
            let found: Vec<String> = serde_json::from_value(found)?;
            let named = found
                .into_iter()
                .map(|it| format!("{screen}, {theme}: {it}"));
            problems.extend(named);
            self.keep_picture(&format!("{screen}-{theme}")).await?;
        }
        let back = "document.documentElement.setAttribute('data-theme', arguments[0])";
        self.script(back, vec![before]).await?;
        match problems.is_empty() {
            true => Ok(()),
            false => Err(problems.join("\n").into()),
        }
    }

    /// Checks that all of what is on the screen can be read where the page is as narrow as it may be, and
    /// leaves it as narrow.
    ///
    /// # Errors
    /// All that cannot, with the name of the screen.
    pub async fn check_reflow(&self, screen: &str) -> Result {
        self.resize(NARROWEST).await?;
        let found = self.found_by(CUT_OFF, Vec::new()).await?;
        self.keep_picture(&format!("{screen} 320")).await?;
        match found.is_empty() {
            true => Ok(()),
            false => Err(format!("{screen} 320: {}", found.join("\n")).into()),
        }
    }

    /// Gives the page this much room, as on a device of that size.
    pub async fn resize(&self, (width, height): (u32, u32)) -> Result {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        let cdp = self.driver.cdp();
        cdp.send_raw("Emulation.setDeviceMetricsOverride", metrics)
            .await?;
        Ok(())
    }

    /// Has the page drawn for a person who has asked for less motion, or not.
    pub async fn prefer_reduced_motion(&self, reduced: bool) -> Result {
        let value = if reduced { "reduce" } else { "" };
        let features =
            json!({ "features": [{ "name": "prefers-reduced-motion", "value": value }] });
        let cdp = self.driver.cdp();
        cdp.send_raw("Emulation.setEmulatedMedia", features).await?;
        Ok(())
    }

    /// Gives the page a screen of this size that is touched.
    pub async fn touch(&self, (width, height): (u32, u32)) -> Result {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": true });
        let cdp = self.driver.cdp();
        cdp.send_raw("Emulation.setDeviceMetricsOverride", metrics)
            .await?;
        let touch = json!({ "enabled": true, "maxTouchPoints": 5 });
        cdp.send_raw("Emulation.setTouchEmulationEnabled", touch)
            .await?;
        Ok(())
    }

    /// The hook or the label of what has the focus.
    pub async fn focused(&self) -> Result<String> {
        let script = "const it = document.activeElement;
            return it.dataset.testid ?? it.getAttribute('aria-label') ?? it.id ?? it.tagName";
        let focused = self.script(script, Vec::new()).await?;
        Ok(focused.as_str().unwrap_or_default().to_string())
    }

    async fn keep_picture(&self, name: &str) -> Result {
        let folder: PathBuf = evidence_folder().join("screens");
        std::fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{}.png", name.replace(' ', "-")));
        Ok(self.driver.screenshot(&file).await?)
    }

    /// What a script of the page's says to have found wrong: its result, a list of texts.
    pub async fn found_by(&self, script: &str, arguments: Vec<Value>) -> Result<Vec<String>> {
        Ok(serde_json::from_value(
            self.script(script, arguments).await?,
        )?)
    }
}
