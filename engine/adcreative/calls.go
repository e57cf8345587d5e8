// The calls of Service.

package adcreative

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

// get makes a call and reads its JSON answer into v.
func (c *Client) get(ctx context.Context, r request, v any) error {
	a, err := c.send(ctx, r)
	if err != nil {
		return err
	}
	data, err := a.document()
	if err != nil {
		return err
	}
	if err := decode(data, v); err != nil {
		return a.malformed(err)
	}
	return nil
}

// Presets lists the scenes the service offers to user.
func (c *Client) Presets(ctx context.Context, user string) ([]Preset, error) {
	var presets []Preset
	err := c.get(ctx, request{op: OpPresets, query: []Field{{"applicationId", c.config.ApplicationID}, {"userId", user}}}, &presets)
	return presets, err
}

// Recommend uploads a photo.
func (c *Client) Recommend(ctx context.Context, user string, photo Photo) (Recommendation, error) {
	body, contentType := Form([]Field{{"applicationId", c.config.ApplicationID}, {"userId", user}}, &photo)
	var r Recommendation
	err := c.get(ctx, request{op: OpRecommend, body: body, contentType: contentType}, &r)
	if err == nil && r.AssetID == "" {
		err = c.unusable(OpRecommend, errors.New("the answer has no backgroundRemovedImageAssetId"))
	}
	return r, err
}

// Generate starts a paid job.
func (c *Client) Generate(ctx context.Context, order Order) (Progress, error) {
	body, contentType := Form(order.Fields(c.config.ApplicationID), nil)
	jobs, err := c.jobs(ctx, request{op: OpGenerate, body: body, contentType: contentType, notAfter: order.NotAfter})
	if err != nil {
		return Progress{}, err
	}
	if len(jobs) != 1 {
		return Progress{}, c.unusable(OpGenerate, fmt.Errorf("the answer tells of %d jobs instead of one", len(jobs)))
	}
	return jobs[0], nil
}

// Progress asks for one job.
func (c *Client) Progress(ctx context.Context, user, process string) (Progress, error) {
	jobs, err := c.jobs(ctx, request{op: OpProgress, query: []Field{{"userId", user}, {"imageProductGeneratorProcessId", process}}})
	if err != nil {
		return Progress{}, err
	}
	for _, p := range jobs {
		if p.ProcessID == process {
			return p, nil
		}
	}
	return Progress{}, &Error{Op: OpProgress, Host: c.host, Kind: NotFound, Outcome: Refused,
		Messages: []string{fmt.Sprintf("the service lists no process %s of user %s", process, user)}}
}

// jobs makes a call whose answer is about one job, in either form, bare or in an array.
func (c *Client) jobs(ctx context.Context, r request) ([]Progress, error) {
	a, err := c.send(ctx, r)
	if err != nil {
		return nil, err
	}
	data, err := a.document()
	if err != nil {
		return nil, err
	}
	jobs, err := ReadProgress(data)
	if err != nil {
		return nil, a.malformed(err)
	}
	return jobs, nil
}

// unusable is a success that lacks what it is for.
func (c *Client) unusable(op Op, err error) *Error {
	return &Error{Op: op, Host: c.host, Status: http.StatusOK, Kind: Malformed, Outcome: Unknown, Err: err}
}

// AllProgress reads the listing as it comes in.
func (c *Client) AllProgress(ctx context.Context, yield func(Progress) error) error {
	a, err := c.send(ctx, request{op: OpAllProgress, query: []Field{{"applicationId", c.config.ApplicationID}}})
	if err != nil {
		return err
	}
	defer a.Close()
	var stopped error
	source := &item{a, maxListed}
	err = ReadListing(source, func(p Progress) error {
		source.next()
		stopped = yield(p)
		return stopped
	})
	if err == nil || stopped != nil {
		return stopped
	}
	return a.malformed(err)
}

// Download opens a picture.
func (c *Client) Download(ctx context.Context, d Download) (io.ReadCloser, error) {
	a, err := c.send(ctx, request{op: OpDownload, query: d.Fields(c.config.ApplicationID)})
	if err != nil {
		return nil, err
	}
	return a.file()
}

// Fields are the query of Download for d.
func (d Download) Fields(application string) []Field {
	return []Field{
		{"applicationId", application},
		{"taskId", d.Task},
		{"imageProductGeneratorProcessId", d.Process},
		{"lowResolution", strconv.FormatBool(d.LowResolution)},
		{"format", strconv.Itoa(int(d.Format))},
	}
}

// Fetch opens a public image. None of the secrets goes with it, whoever's address it is.
func (c *Client) Fetch(ctx context.Context, address string) (io.ReadCloser, error) {
	ctx, cancel := context.WithTimeout(ctx, c.config.timeout(OpFetch))
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil || req.URL.Host == "" {
		cancel()
		return nil, &Error{Op: OpFetch, Host: c.host, Kind: Malformed, Outcome: NotSent,
			Err: errors.Join(errors.New("the service gave an address that is none"), bare(err))}
	}
	a, err := c.do(c.public, req, OpFetch, cancel)
	if err != nil {
		return nil, fetchFault(err)
	}
	return a.file()
}

// fetchFault tells a picture that is no longer public from an account that is not accepted.
func fetchFault(err error) error {
	if e := asError(err); e != nil && e.Kind == Unauthorized {
		e.Kind = NotFound
	}
	return err
}
