//! A folder of a WebDAV server (RFC 4918).
//!
//! What is there is known by the manifest, which goes along with each part of the way.

use std::collections::BTreeSet;
use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use ureq::Agent;
use ureq::http::{Method, Request, StatusCode};

use super::{Built, Changes, Host, Surroundings, UNDER_WAY, requests};
use crate::config::Webdav;
use crate::disk::DiskError;
use crate::model::hosting::{Rank, media_type};
use crate::model::manifest::{self, MANIFEST, Manifest};
use crate::model::site::{Url, encoded};

/// So many files are brought before the manifest says that they are there.
const LOT: usize = 256;

/// A folder of a server.
pub(super) struct Collection<'a> {
    /// Its address, which ends in `/`.
    url: String,
    /// The header that says who asks, where somebody has to.
    credentials: Option<String>,
    agent: Agent,
    around: &'a dyn Surroundings,
}

impl<'a> Collection<'a> {
    pub(super) fn new(settings: &Webdav, around: &'a dyn Surroundings) -> Result<Self, DiskError> {
        let variable = |name| around.variable(name).filter(|value| !value.is_empty());
        let credentials = match (variable("WEBDAV_USERNAME"), variable("WEBDAV_PASSWORD")) {
            (Some(name), Some(password)) => {
                Some(format!("Basic {}", BASE64_STANDARD.encode(format!("{name}:{password}"))))
            }
            (None, None) => None,
            _ => {
                let reason = "there is half of what opens it";
                let help = "set both WEBDAV_USERNAME and WEBDAV_PASSWORD in the environment";
                return Err(DiskError::because("publish to", settings.url.as_ref(), reason, help));
            }
        };
        Ok(Self { url: settings.url.clone(), credentials, agent: requests::agent(), around })
    }

    /// Makes a request; the status, which is one of success or `allowed`, and the answer.
    fn ask(
        &self,
        method: &Method,
        url: &str,
        bytes: Option<&[u8]>,
        allowed: &[StatusCode],
    ) -> Result<(StatusCode, Vec<u8>), DiskError> {
        let once = || {
            let mut request =
                Request::builder().method(method).uri(format!("{}{}", self.url, encoded(url)));
            if let Some(credentials) = &self.credentials {
                request = request.header("authorization", credentials);
            }
            match bytes {
                Some(bytes) => {
                    self.agent.run(request.header("content-type", media_type(url)).body(bytes)?)
                }
                None => self.agent.run(request.body(())?),
            }
        };
        let said = |status: StatusCode, _: &[u8]| format!("the server said {status}");
        let (status, body) =
            requests::patiently(once, said).map_err(|reason| self.fault(url, None, reason))?;
        if status.is_success() || allowed.contains(&status) {
            return Ok((status, body));
        }
        Err(self.fault(url, Some(status), said(status, &body)))
    }

    fn fault(&self, url: &str, status: Option<StatusCode>, reason: String) -> DiskError {
        let help = match status.map(|status| status.as_u16()) {
            Some(401 | 403) => {
                "see that WEBDAV_USERNAME and WEBDAV_PASSWORD are right and may write there"
            }
            Some(300..=399) => "the server leads elsewhere; correct `url`",
            Some(404 | 409) => "make the folder above the one that `url` names, or correct it",
            Some(405 | 501) => "see that the server takes files there: `url` is that of WebDAV",
            _ if reason.contains("507") => "see that the server has room, and publish again",
            _ => super::again(&reason),
        };
        DiskError::because("publish to", Path::new(&format!("{}{url}", self.url)), reason, help)
    }

    fn put(&self, url: &str, bytes: &[u8]) -> Result<(), DiskError> {
        self.ask(&Method::PUT, url, Some(bytes), &[]).map(drop)
    }

    /// Makes the folders of some files, those above before those below.
    fn make_folders(&self, urls: &[&Url]) -> Result<(), DiskError> {
        let folders: BTreeSet<&str> =
            urls.iter().flat_map(|url| url.match_indices('/').map(|(at, _)| &url[..=at])).collect();
        // Where it is there already, the method is not allowed.
        let there = [StatusCode::METHOD_NOT_ALLOWED];
        folders.into_iter().try_for_each(|folder| self.make_folder(folder, &there))
    }

    fn make_folder(&self, folder: &str, allowed: &[StatusCode]) -> Result<(), DiskError> {
        let make = Method::from_bytes(b"MKCOL").unwrap_or_default();
        self.ask(&make, folder, None, allowed).map(drop)
    }
}

impl Host for Collection<'_> {
    fn before(&mut self, _: &Built) -> Result<Manifest, DiskError> {
        let (status, text) = self.ask(&Method::GET, MANIFEST, None, &[StatusCode::NOT_FOUND])?;
        if status == StatusCode::NOT_FOUND {
            return Ok(Manifest::new());
        }
        Ok(manifest::read(&String::from_utf8_lossy(&text)))
    }

    fn bring(
        &mut self,
        site: &Built,
        before: &Manifest,
        changes: &Changes,
    ) -> Result<(), DiskError> {
        if changes.is_empty() && !before.is_empty() {
            return Ok(());
        }
        // First what is about to come, so that nothing of it is forgotten if this is cut off.
        let brought = changes.brought();
        let mut coming = before.clone();
        coming.extend(brought.iter().map(|&url| (url.clone(), UNDER_WAY.to_owned())));
        if before.is_empty() {
            // A folder that is there may be one that nobody may make.
            self.make_folder("", &[StatusCode::METHOD_NOT_ALLOWED, StatusCode::FORBIDDEN])?;
        }
        self.put(MANIFEST, manifest::write(&coming).as_bytes())?;
        self.make_folders(&changes.new.iter().collect::<Vec<_>>())?;
        for rank in brought.chunk_by(|a, b| Rank::of(a) == Rank::of(b)) {
            for lot in rank.chunks(LOT) {
                requests::each(lot, self.around, &|url| self.put(url, &site.read(url)?))?;
                let there = lot.iter().filter_map(|&url| site.manifest.get_key_value(url));
                coming.extend(there.map(|(url, hash)| (url.clone(), hash.clone())));
                self.put(MANIFEST, manifest::write(&coming).as_bytes())?;
            }
        }
        let gone: Vec<&Url> = changes.gone.iter().collect();
        let missing = [StatusCode::NOT_FOUND];
        requests::each(&gone, self.around, &|url| {
            self.ask(&Method::DELETE, url, None, &missing).map(drop)
        })?;
        self.put(MANIFEST, &site.read(MANIFEST)?)
    }
}
