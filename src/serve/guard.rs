//! Who may ask: this machine, by a name that only this machine has, and from no other page than the preview's own.
//!
//! A preview shows what is private. Any page that a browser has open can send requests to it, and a name of its own that
//! leads here makes it the same origin; the headers that browsers send tell both apart from somebody who reads.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Preview;

/// What every answer says.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'self'"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Refuses those who may not ask.
pub(super) async fn guard(
    State(preview): State<Arc<Preview>>,
    request: Request,
    next: Next,
) -> Response {
    let refusal = refusal(request.method(), request.headers(), preview.interface);
    let mut response = match refusal {
        Some((status, why)) => (status, format!("{why}\n")).into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refusal(
    method: &Method,
    headers: &HeaderMap,
    interface: IpAddr,
) -> Option<(StatusCode, &'static str)> {
    let value =
        |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let Some(host) = value(header::HOST) else {
        return Some((StatusCode::BAD_REQUEST, "a request has to name its host"));
    };
    if !is_own_name(host, interface) {
        return Some((
            StatusCode::MISDIRECTED_REQUEST,
            "this preview answers only to `localhost` and to numeric addresses",
        ));
    }
    let from = value(HeaderName::from_static("sec-fetch-site")).unwrap_or("none");
    let mode = value(HeaderName::from_static("sec-fetch-mode")).unwrap_or("navigate");
    let is_link = mode == "navigate" && matches!(*method, Method::GET | Method::HEAD);
    if matches!(from, "cross-site" | "same-site") && !is_link {
        return Some((StatusCode::FORBIDDEN, "this preview is for its own pages only"));
    }
    None
}

/// Whether a host is this machine by a name that nobody else can give to it.
fn is_own_name(host: &str, interface: IpAddr) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    match name.parse::<IpAddr>() {
        Ok(ip) => ip.is_loopback() || !interface.is_loopback(),
        Err(_) => name == "localhost" || name.ends_with(".localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::is_own_name;
    use std::net::{IpAddr, Ipv4Addr};

    #[test]
    fn names_of_this_machine() {
        let check = |host: &str, alone: bool, shared: bool| {
            let interfaces = [Ipv4Addr::LOCALHOST, Ipv4Addr::UNSPECIFIED].map(IpAddr::V4);
            assert_eq!(interfaces.map(|own| is_own_name(host, own)), [alone, shared], "{host}");
        };
        check("localhost:1111", true, true);
        check("LOCALHOST.", true, true);
        check("archive.localhost:1111", true, true);
        check("127.0.0.1", true, true);
        check("[::1]:1111", true, true);
        check("192.168.1.5:1111", false, true);
        check("example.org:1111", false, false);
        check("localhost.example.org", false, false);
        check("127.0.0.1.example.org", false, false);
        check("", false, false);
    }
}
