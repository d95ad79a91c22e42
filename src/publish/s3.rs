//! A bucket of an S3-compatible store.
//!
//! What is there is known by the MD5 that stores call `ETag`; where they call something else so, by the manifest.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use md5::{Digest as _, Md5};
use rayon::prelude::*;
use rusty_s3::actions::ListObjectsV2;
use rusty_s3::{Credentials, S3Action, UrlStyle};
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body};

use super::{Built, Changes, Host, Surroundings, UNDER_WAY, requests};
use crate::config::S3;
use crate::disk::DiskError;
use crate::model::hosting::{Rank, cache_control, media_type};
use crate::model::manifest::{self, MANIFEST, Manifest};
use crate::model::site::Url;

/// For how long a signature holds.
const SIGNED: Duration = Duration::from_mins(15);

/// A bucket.
pub(super) struct Bucket<'a> {
    settings: S3,
    api: rusty_s3::Bucket,
    credentials: Credentials,
    agent: Agent,
    around: &'a dyn Surroundings,
}

/// Something that a store is asked for.
enum Request<'r> {
    Get,
    Put(&'r [u8]),
    Delete,
    List(Option<String>),
}

impl<'a> Bucket<'a> {
    pub(super) fn new(settings: &S3, around: &'a dyn Surroundings) -> Result<Self, DiskError> {
        let refuse = |reason: &str, help: &str| {
            Err(DiskError::because("publish to", Path::new(&settings.bucket), reason, help))
        };
        let variable = |name| around.variable(name).filter(|value| !value.is_empty());
        let (Some(key), Some(secret)) =
            (variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY"))
        else {
            let help = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment";
            return refuse("there is no key for it", help);
        };
        let credentials = match variable("AWS_SESSION_TOKEN") {
            Some(token) => Credentials::new_with_token(key, secret, token),
            None => Credentials::new(key, secret),
        };
        let amazon = || format!("https://s3.{}.amazonaws.com", settings.region);
        let endpoint = settings.endpoint.clone().unwrap_or_else(amazon);
        let style = if settings.path_style { UrlStyle::Path } else { UrlStyle::VirtualHost };
        let (name, region) = (settings.bucket.clone(), settings.region.clone());
        let bucket = endpoint
            .parse()
            .ok()
            .and_then(|endpoint| rusty_s3::Bucket::new(endpoint, style, name, region).ok());
        let Some(bucket) = bucket else {
            return refuse(
                "its `endpoint` is not an address",
                "write it like `https://s3.example.org`",
            );
        };
        Ok(Self {
            settings: settings.clone(),
            api: bucket,
            credentials,
            agent: requests::agent(),
            around,
        })
    }

    fn key(&self, url: &str) -> String {
        format!("{}{url}", self.settings.prefix)
    }

    /// Makes a request; nothing when there is nothing of this name.
    fn ask(&self, url: &str, request: &Request) -> Result<Option<Vec<u8>>, DiskError> {
        let answer = requests::patiently(|| self.once(url, request), said);
        let (status, body) = answer.map_err(|reason| self.fault(url, reason))?;
        match request {
            _ if status.is_success() => Ok(Some(body)),
            Request::Get if status == 404 => Ok(None),
            _ => Err(self.fault(url, said(status, &body))),
        }
    }

    fn once(&self, url: &str, request: &Request) -> Result<Response<Body>, ureq::Error> {
        let (key, credentials) = (self.key(url), Some(&self.credentials));
        match request {
            Request::Get => {
                let signed = self.api.get_object(credentials, &key).sign(SIGNED);
                self.agent.get(signed.as_str()).call()
            }
            Request::Put(bytes) => {
                let signed = self.api.put_object(credentials, &key).sign(SIGNED);
                let put = self.agent.put(signed.as_str()).header("content-type", media_type(url));
                put.header("cache-control", cache_control(url)).send(*bytes)
            }
            Request::Delete => {
                let signed = self.api.delete_object(credentials, &key).sign(SIGNED);
                self.agent.delete(signed.as_str()).call()
            }
            Request::List(after) => {
                let mut list = self.api.list_objects_v2(credentials);
                list.with_prefix(self.settings.prefix.as_str());
                if let Some(after) = after {
                    list.with_continuation_token(after.as_str());
                }
                self.agent.get(list.sign(SIGNED).as_str()).call()
            }
        }
    }

    fn fault(&self, url: &str, reason: String) -> DiskError {
        let place = format!("{}/{}", self.settings.bucket, self.key(url));
        let has = |words: &[&str]| words.iter().any(|word| reason.contains(word));
        let help = if has(&["403", "401", "AccessDenied", "SignatureDoesNotMatch"]) {
            "see that AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are right and may write there"
        } else if has(&["NoSuchBucket"]) {
            "make the bucket, or correct `bucket` and `endpoint`"
        } else {
            super::again(&reason)
        };
        DiskError::because("publish to", Path::new(&place), reason, help)
    }

    /// What the bucket holds below its prefix: addresses and the hashes that the store knows.
    fn listed(&self) -> Result<BTreeMap<Url, String>, DiskError> {
        let mut held = BTreeMap::new();
        let mut after = None;
        loop {
            let answer = self.ask("", &Request::List(after))?.unwrap_or_default();
            let list = ListObjectsV2::parse_response(&String::from_utf8_lossy(&answer))
                .map_err(|e| self.fault("", format!("the store answered with no list: {e}")))?;
            for object in list.contents {
                let etag = object.etag.unwrap_or_default();
                if let Some(url) = object.key.strip_prefix(self.settings.prefix.as_str()) {
                    held.insert(url.to_owned(), etag.trim_matches('"').to_owned());
                }
            }
            after = list.next_continuation_token;
            if after.is_none() {
                return Ok(held);
            }
        }
    }

    fn put(&self, url: &str, bytes: &[u8]) -> Result<(), DiskError> {
        self.ask(url, &Request::Put(bytes)).map(drop)
    }
}

impl Host for Bucket<'_> {
    fn before(&mut self, site: &Built) -> Result<Manifest, DiskError> {
        let held = self.listed()?;
        let Some(known) = held.get(MANIFEST) else {
            return compared(site, &held, &Manifest::new(), true);
        };
        let text = self.ask(MANIFEST, &Request::Get)?.unwrap_or_default();
        let is_md5 = *known == md5(&text);
        let earlier = manifest::read(&String::from_utf8_lossy(&text));
        compared(site, &held, &earlier, is_md5)
    }

    fn bring(
        &mut self,
        site: &Built,
        before: &Manifest,
        changes: &Changes,
    ) -> Result<(), DiskError> {
        if changes.is_empty() {
            return self.put(MANIFEST, &site.read(MANIFEST)?);
        }
        // First what is about to come, so that nothing of it is forgotten if this is cut off.
        let mut coming = before.clone();
        coming.extend(changes.brought().into_iter().map(|url| (url.clone(), UNDER_WAY.to_owned())));
        self.put(MANIFEST, manifest::write(&coming).as_bytes())?;
        let brought = changes.brought();
        for lot in brought.chunk_by(|a, b| Rank::of(a) == Rank::of(b)) {
            requests::each(lot, self.around, &|url| self.put(url, &site.read(url)?))?;
        }
        let gone: Vec<&Url> = changes.gone.iter().collect();
        requests::each(&gone, self.around, &|url| self.ask(url, &Request::Delete).map(drop))?;
        self.put(MANIFEST, &site.read(MANIFEST)?)
    }
}

/// What is there of this site and of earlier ones. What others keep in the bucket is left out.
fn compared(
    site: &Built,
    held: &BTreeMap<Url, String>,
    earlier: &Manifest,
    is_md5: bool,
) -> Result<Manifest, DiskError> {
    let ours: Vec<(&Url, &String)> = held
        .iter()
        .filter(|(url, _)| site.manifest.contains_key(*url) || earlier.contains_key(*url))
        .collect();
    let hash = |(url, etag): (&Url, &String)| {
        let Some(built) = site.manifest.get(url) else { return Ok((url.clone(), String::new())) };
        if !is_md5 {
            return Ok((url.clone(), earlier.get(url).cloned().unwrap_or_default()));
        }
        let is_same = *etag == md5(&site.read(url)?);
        Ok((url.clone(), if is_same { built.clone() } else { String::new() }))
    };
    ours.into_par_iter().map(hash).collect()
}

fn md5(bytes: &[u8]) -> String {
    manifest::hex(&Md5::digest(bytes))
}

/// What a store said of a request that it did not do.
fn said(status: StatusCode, body: &[u8]) -> String {
    let (status, body) = (status.as_u16(), String::from_utf8_lossy(body));
    let between = |name: &str| {
        let (_, rest) = body.split_once(&format!("<{name}>"))?;
        rest.split_once("</").map(|(words, _)| words.trim().trim_end_matches('.').to_owned())
    };
    match (between("Code"), between("Message")) {
        (Some(code), Some(message)) => format!("the store said {status} {code}: {message}"),
        _ => format!("the store said {status}"),
    }
}
