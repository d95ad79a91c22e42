//! Whether addresses of others still lead somewhere.
//!
//! Asks the web, one host after the other request by request, and gives up late: what is reported as dead is looked at by
//! somebody. Tells what is gone from what only does not answer programs. Knows nothing of where the addresses stand.

use std::collections::{BTreeMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use std::{error, fmt};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};
use url::{Host, Url};

/// What is the case with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It leads somewhere.
    Alive,
    /// It leads nowhere; why, as a predicate.
    Dead(String),
    /// A program cannot tell; why, as a predicate.
    Blocked(String),
}

/// How hosts are asked.
#[derive(Debug, Clone, Copy)]
pub struct Manners {
    /// How many hosts are asked at a time.
    pub hosts: usize,
    /// How long a host is left alone between two requests.
    pub pause: Duration,
    /// How often an address is asked for that does not answer.
    pub tries: u32,
    /// How long before the second try; twice as long before each that follows.
    pub patience: Duration,
    /// How long an answer may take.
    pub timeout: Duration,
    /// Whether addresses of this machine and of private networks are asked for; what was saved must not lead there.
    pub local: bool,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            hosts: 8,
            pause: Duration::from_secs(1),
            tries: 3,
            patience: Duration::from_secs(2),
            timeout: Duration::from_secs(20),
            local: false,
        }
    }
}

/// The longest time that a host can ask to wait.
const LONGEST: Duration = Duration::from_secs(30);

/// What a host is that nobody knows.
pub const NO_HOST: &str = "names a host that is not there";

/// The address that is asked for where one is written; nothing for what is not of the web, or not of others.
pub fn askable(written: &str, local: bool) -> Option<String> {
    let mut url = Url::parse(written.trim()).ok()?;
    url.set_fragment(None);
    let is_other = match url.host()? {
        Host::Domain(name) => name != "localhost" && !name.ends_with(".localhost"),
        Host::Ipv4(address) => !is_private(address.into()),
        Host::Ipv6(address) => !is_private(address.into()),
    };
    let is_web = matches!(url.scheme(), "http" | "https");
    (is_web && (is_other || local)).then(|| url.to_string())
}

fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            // Networks of providers, in which some keep what their machines are told (RFC 6598).
            let is_shared = v4.octets()[0] == 100 && v4.octets()[1] & 0xc0 == 64;
            v4.is_loopback()
                || v4.is_private()
                || v4.is_link_local()
                || is_shared
                || v4.octets()[0] == 0
                || v4.is_broadcast()
        }
        IpAddr::V6(v6) => {
            v6.is_loopback()
                || v6.is_unspecified()
                || v6.is_unique_local()
                || v6.is_unicast_link_local()
                || v6.to_ipv4_mapped().is_some_and(|v4| is_private(v4.into()))
        }
    }
}

/// Asks for addresses, as [`askable`] has them; `told` hears of each, from any thread.
pub fn ask(
    urls: &[String],
    manners: &Manners,
    told: &(dyn Fn(&str) + Sync),
) -> BTreeMap<String, Verdict> {
    let mut hosts: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for url in urls {
        let host = Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
        hosts.entry(host.unwrap_or_default()).or_default().push(url);
    }
    let queue: Mutex<VecDeque<(String, Vec<&String>)>> = Mutex::new(hosts.into_iter().collect());
    let found = Mutex::new(BTreeMap::new());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    thread::scope(|scope| {
        for _ in 0..manners.hosts {
            scope.spawn(|| {
                while let Some((host, urls)) = next() {
                    let agent = agent(host, manners);
                    for (index, &url) in urls.iter().enumerate() {
                        if index > 0 {
                            thread::sleep(manners.pause);
                        }
                        let verdict = patiently(&agent, url, manners);
                        told(url);
                        let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
                        found.insert(url.clone(), verdict);
                    }
                }
            });
        }
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// What asks a host, and follows it where it leads, but not into a private network.
fn agent(host: String, manners: &Manners) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(manners.timeout))
        .user_agent(concat!(
            "Variorum/",
            env!("CARGO_PKG_VERSION"),
            " (looks whether links are alive)"
        ))
        .build();
    let open = Open { host, resolver: DefaultResolver::default() };
    Agent::with_parts(config, DefaultConnector::default(), open)
}

/// Finds the addresses of hosts. One that a page leads to has none in private networks: only what a link itself names is
/// asked for there.
#[derive(Debug)]
struct Open {
    /// The host that the link names.
    host: String,
    resolver: DefaultResolver,
}

impl Resolver for Open {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        let is_named = uri.host().is_some_and(|host| host.eq_ignore_ascii_case(&self.host));
        if !is_named && found.iter().any(|address| is_private(address.ip())) {
            return Err(Error::Other(Box::new(Inside)));
        }
        Ok(found)
    }
}

/// A page leads to an address of this machine or of a private network.
#[derive(Debug)]
struct Inside;

impl fmt::Display for Inside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("leads to an address of a private network, which is not asked for")
    }
}

impl error::Error for Inside {}

/// What one request came to.
enum Answer {
    Settled(Verdict),
    /// Another try may tell; how it stands until then, and how long the host asks to wait.
    Again(Verdict, Duration),
}

fn patiently(agent: &Agent, url: &str, manners: &Manners) -> Verdict {
    let mut pause = manners.patience;
    let mut attempt = 1;
    loop {
        match once(agent, url, manners) {
            Answer::Settled(verdict) => return verdict,
            Answer::Again(verdict, _) if attempt >= manners.tries => return verdict,
            Answer::Again(_, wanted) => thread::sleep(pause.max(wanted.min(LONGEST))),
        }
        pause *= 2;
        attempt += 1;
    }
}

/// Asks for the head of a page, and for the page where a host will not say more of it.
fn once(agent: &Agent, url: &str, manners: &Manners) -> Answer {
    match agent.head(url).call() {
        Ok(head) if head.status().is_success() => return Answer::Settled(Verdict::Alive),
        Ok(_) => thread::sleep(manners.pause),
        Err(error) => return failed(&error),
    }
    let answer = match agent.get(url).call() {
        Ok(answer) => answer,
        Err(error) => return failed(&error),
    };
    let status = answer.status().as_u16();
    let says = format!("answers {status}");
    let wait =
        answer.headers().get("retry-after").and_then(|wait| wait.to_str().ok()?.parse().ok());
    let wait = Duration::from_secs(wait.unwrap_or(0));
    match status {
        200..400 => Answer::Settled(Verdict::Alive),
        404 | 410 => Answer::Settled(Verdict::Dead(says)),
        429 | 503 => Answer::Again(Verdict::Blocked(says), wait),
        408 | 500.. => Answer::Again(Verdict::Dead(says), wait),
        _ => Answer::Settled(Verdict::Blocked(says)),
    }
}

fn failed(error: &Error) -> Answer {
    let dead = |why: &str| Verdict::Dead(why.to_owned());
    match error {
        Error::Other(other) if other.is::<Inside>() => {
            Answer::Settled(Verdict::Blocked(other.to_string()))
        }
        Error::HostNotFound => Answer::Settled(dead(NO_HOST)),
        Error::TooManyRedirects | Error::RedirectFailed => {
            Answer::Settled(dead("leads on and on and never arrives"))
        }
        Error::BadUri(_) | Error::Http(_) => Answer::Settled(dead("is no address")),
        Error::Tls(_) | Error::Rustls(_) => {
            Answer::Settled(Verdict::Blocked("does not prove that it is what it says".to_owned()))
        }
        _ => Answer::Again(dead("does not answer"), Duration::ZERO),
    }
}
