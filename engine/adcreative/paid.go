// Paid calls: what keeps net/http from sending one twice by itself.
//
// It would do so on a connection that was kept alive and breaks, for a GET, for a body that
// it can rewind and an Idempotency-Key header, and on a 307 or 308. So these calls carry no
// such header, have a body that nobody can rewind, follow no redirect, and go out over a
// connection of their own.

package adcreative

import (
	"bytes"
	"io"
	"net/http"
)

// paidTransport gives each request a fresh connection, on which the transport never
// retries, and speaks HTTP/1.1, where a request is either on the wire or not.
func paidTransport() http.RoundTripper {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.DisableKeepAlives = true
	t.ForceAttemptHTTP2 = false
	t.Protocols = new(http.Protocols)
	t.Protocols.SetHTTP1(true)
	return t
}

// onlyOnce makes req one that cannot be sent again. A GET gets an empty body for it, which
// does not travel.
func onlyOnce(req *http.Request, body []byte) {
	req.Body = io.NopCloser(bytes.NewReader(body))
	req.ContentLength = int64(len(body))
	req.GetBody = nil
}
